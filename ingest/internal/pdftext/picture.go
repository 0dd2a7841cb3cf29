package pdftext

import (
	"bytes"

	"github.com/ledongthuc/pdf"
)

// drawn is an object that a page drew: its name, and the dictionary which has it.
type drawn struct {
	objects pdf.Value
	name    string
}

// Picture is the picture that a page consists of, as a JPEG file, for machines
// that cannot draw the page; nil where the page is turned, shows several
// pictures, or one of another encoding.
func (f *File) Picture(p *Page) (jpeg []byte) {
	defer func() {
		if recover() != nil { // the object layer, on a damaged page
			jpeg = nil
		}
	}()
	if p.Images != 1 || f.pages[p.Number-1].rotate%360 != 0 || p.picture.name == "" {
		return nil
	}
	image := p.picture.objects.Key(p.picture.name)
	if image.Key("Subtype").Name() != "Image" || !onlyJPEG(image.Key("Filter")) {
		return nil
	}
	data, ok := f.raw(p.picture)
	if !ok || !bytes.HasPrefix(data, []byte("\xff\xd8\xff")) {
		return nil
	}
	return data
}

// onlyJPEG reports that the bytes of a stream with that filter are a JPEG file.
func onlyJPEG(filter pdf.Value) bool {
	return filter.Name() == "DCTDecode" || filter.Len() == 1 && filter.Index(0).Name() == "DCTDecode"
}

// raw is the content of a stream as it stands in the file, which the object layer
// does not give.
func (f *File) raw(x drawn) ([]byte, bool) {
	at := printed(x.objects).get(x.name)
	if at.kind != ref {
		return nil, false
	}
	entries, _, err := readChain(f.data, f.left.limits)
	if err != nil {
		return nil, false
	}
	d := decrypter{data: f.data, entries: entries}
	e, ok := entries[int(at.num)]
	if !ok || e.inStream {
		return nil, false
	}
	_, body, t := d.objectAt(e.at, len(d.data))
	return d.stream(body, *t)
}
