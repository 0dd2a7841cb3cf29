package pdftext

import (
	"bytes"
	"strings"

	"github.com/ledongthuc/pdf"
)

// Picture is the picture that a page consists of, as a JPEG file, for machines
// that cannot draw the page; nil where the page is turned, shows several
// pictures, or one of another encoding.
func (f *File) Picture(number int) (jpeg []byte) {
	defer func() {
		if recover() != nil { // the object layer, on a damaged page
			jpeg = nil
		}
	}()
	if number < 1 || number > len(f.pages) || f.pages[number-1].rotate%360 != 0 {
		return nil
	}
	objects := f.pages[number-1].resources.Key("XObject")
	name := ""
	for _, key := range objects.Keys() {
		if objects.Key(key).Key("Subtype").Name() != "Image" {
			continue
		}
		if name != "" || !onlyJPEG(objects.Key(key).Key("Filter")) {
			return nil
		}
		name = key
	}
	if name == "" {
		return nil
	}
	data, ok := f.raw(objects, name)
	if !ok || !bytes.HasPrefix(data, []byte("\xff\xd8\xff")) {
		return nil
	}
	return data
}

// onlyJPEG reports that the bytes of a stream with that filter are a JPEG file.
func onlyJPEG(filter pdf.Value) bool {
	return filter.Name() == "DCTDecode" || filter.Len() == 1 && filter.Index(0).Name() == "DCTDecode"
}

// raw is the content of a stream as it stands in the file. The object layer does
// not give it, nor the number of the object; but it prints a dictionary with the
// references in it.
func (f *File) raw(dictionary pdf.Value, key string) ([]byte, bool) {
	printed := (&tokenizer{data: []byte(strings.ToValidUTF8(dictionary.String(), "?"))}).next()
	at := printed.get(key)
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
	_, body, t := d.objectAt(e.at)
	return d.stream(body, *t)
}
