package pdftext

import "errors"

// errPredictor says that a predictor's parameters make no sense, errPrediction that
// a row has an unknown filter.
var (
	errPredictor  = errors.New("absurd parameters of a predictor")
	errPrediction = errors.New("unknown prediction")
)

// rowShape is how the rows of predicted data are laid out.
type rowShape struct {
	colors, bits, columns int
	row                   int // bytes of a row
	pixel                 int // bytes of a pixel, at least one
}

// shapeOf reads the parameters of a predictor; missing ones count as the format
// says.
func shapeOf(parms object) (s rowShape, err error) {
	get := func(key string, otherwise, most int) int {
		v := parms.get(key)
		if v.kind != number {
			return otherwise
		}
		if v.num < 1 || v.num > float64(most) {
			err = errPredictor
			return otherwise
		}
		return int(v.num)
	}
	s.colors, s.bits, s.columns = get("Colors", 1, 32), get("BitsPerComponent", 8, 16), get("Columns", 1, 1<<20)
	if s.bits&(s.bits-1) != 0 {
		err = errPredictor
	}
	s.row = (s.colors*s.bits*s.columns + 7) / 8
	s.pixel = max(1, s.colors*s.bits/8)
	return s, err
}

// unpredict undoes the predictor that the parameters of a filter name, in place.
func unpredict(data []byte, parms object) ([]byte, error) {
	predictor := parms.get("Predictor").num
	if predictor < 2 || predictor > 2 && predictor < 10 { // those between are none
		return data, nil
	}
	s, err := shapeOf(parms)
	if err != nil {
		return data, err
	}
	if predictor == 2 {
		return s.unTIFF(data), nil
	}
	return s.unPNG(data)
}

// unPNG undoes the filters of PNG, each row's named by a byte before it. A last
// row that is cut counts as far as it goes.
func (s rowShape) unPNG(data []byte) (out []byte, err error) {
	out = data[:0] // never overtakes what is still to be read
	size := min(s.row, len(data))
	row, above := make([]byte, size), make([]byte, size)
	for len(data) > 1 {
		filter, n := data[0], copy(row, data[1:])
		data = data[1+n:]
		if filter > 4 {
			err = errPrediction // the row counts as it is
		}
		for i := range n {
			var left, corner byte
			if i >= s.pixel {
				left, corner = row[i-s.pixel], above[i-s.pixel]
			}
			switch filter {
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(left, above[i], corner)
			}
		}
		out = append(out, row[:n]...)
		row, above = above, row
	}
	return out, err
}

// paeth is the one of the three neighbours that is nearest to their plane.
func paeth(left, above, corner byte) byte {
	a, b, c := int(left), int(above), int(corner)
	p := a + b - c
	da, db, dc := magnitude(p-a), magnitude(p-b), magnitude(p-c)
	switch {
	case da <= db && da <= dc:
		return left
	case db <= dc:
		return above
	}
	return corner
}

func magnitude[T int | float64](x T) T { return max(x, -x) }

// unTIFF undoes differences between neighbours in a row.
func (s rowShape) unTIFF(data []byte) []byte {
	for at := 0; at < len(data); at += s.row {
		row := data[at:min(at+s.row, len(data))]
		switch s.bits {
		case 8:
			for i := s.colors; i < len(row); i++ {
				row[i] += row[i-s.colors]
			}
		case 16:
			for i := 2 * s.colors; i+1 < len(row); i += 2 {
				k := i - 2*s.colors
				v := uint16(row[i])<<8 + uint16(row[i+1]) + uint16(row[k])<<8 + uint16(row[k+1])
				row[i], row[i+1] = byte(v>>8), byte(v)
			}
		default:
			s.unTIFFBits(row)
		}
	}
	return data
}

// unTIFFBits undoes differences of components smaller than a byte.
func (s rowShape) unTIFFBits(row []byte) {
	mask := byte(1<<s.bits - 1)
	before := make([]byte, s.colors)
	perByte := 8 / s.bits
	for i := range min(s.colors*s.columns, len(row)*perByte) {
		shift := 8 - s.bits*(i%perByte+1)
		b := &row[i/perByte]
		v := (*b>>shift + before[i%s.colors]) & mask
		*b = *b&^(mask<<shift) | v<<shift
		before[i%s.colors] = v
	}
}
