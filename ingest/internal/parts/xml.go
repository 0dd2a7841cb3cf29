package parts

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	textunicode "golang.org/x/text/encoding/unicode"
)

// The limits of a tree. A plan of a thousand pages has about a million nodes.
const (
	maxDepth = 400
	maxNodes = 3_000_000
)

// Node is an element, or a piece of text where Name is empty. Names carry the
// usual prefix of their namespace, whatever prefix the file uses: "w:p".
type Node struct {
	Name string
	Text string
	Kids []*Node

	attrs []attr
}

type attr struct{ name, value string }

// prefixes are the namespaces whose names are used, in the forms that office
// programs write ("transitional") and that the standard asks for ("strict").
var prefixes = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":        "w:",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                    "w:",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":             "r:",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":         "mc:",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":          "m:",
	"http://purl.oclc.org/ooxml/officeDocument/math":                      "m:",
	"http://schemas.openxmlformats.org/package/2006/relationships":        "rel:",
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                    "office:",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                      "text:",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                     "table:",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                     "style:",
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":                   "draw:",
	"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0":         "fo:",
	"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0":            "svg:",
	"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":                  "manifest:",
	"http://www.w3.org/XML/1998/namespace":                                "xml:",
}

// Parse reads XML into a tree and returns its root element.
func Parse(data []byte) (*Node, error) { return parse(data, false) }

// parse reads XML; where it is cut it may break off anywhere.
func parse(data []byte, cut bool) (*Node, error) {
	data, err := utf8Bytes(data)
	if err != nil {
		return nil, err
	}
	if cut {
		data = bytes.TrimRightFunc(data, func(r rune) bool { return r == utf8.RuneError }) // half a letter
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	// The bytes are UTF-8 already, or of an encoding whose letters are not
	// needed: parts of office programs are UTF-8.
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	names := map[xml.Name]string{}
	root := &Node{}
	stack := []*Node{root}
	for count := 0; ; count++ {
		if count > maxNodes {
			return nil, fmt.Errorf("%w: more than %d elements", ErrLimit, maxNodes)
		}
		token, err := d.Token()
		if err == io.EOF || err != nil && cut {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
		}
		top := stack[len(stack)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if len(stack) > maxDepth {
				return nil, fmt.Errorf("%w: elements nested deeper than %d", ErrLimit, maxDepth)
			}
			n := &Node{Name: nameOf(names, t.Name)}
			for _, a := range t.Attr {
				n.attrs = append(n.attrs, attr{nameOf(names, a.Name), a.Value})
			}
			top.Kids = append(top.Kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.Kids = append(top.Kids, &Node{Text: string(t)})
		}
	}
	for _, n := range root.Kids {
		if n.Name != "" {
			return n, nil
		}
	}
	return nil, fmt.Errorf("%w: no element in it", ErrDamaged)
}

// utf8Bytes decodes UTF-16, which the standard allows, by its byte order mark.
func utf8Bytes(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte("\xff\xfe")) && !bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return data, nil
	}
	out, err := textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM).NewDecoder().Bytes(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return out, nil
}

// nameOf is the name with the usual prefix of its namespace. Names of other
// namespaces are kept with a prefix that matches nothing.
func nameOf(names map[xml.Name]string, n xml.Name) string {
	if s, ok := names[n]; ok {
		return s
	}
	s := n.Local
	if n.Space != "" {
		prefix, ok := prefixes[n.Space]
		if !ok {
			prefix = "other:"
		}
		s = prefix + n.Local
	}
	names[n] = s
	return s
}

// Attr is the value of an attribute, "" where there is none. n may be nil.
func (n *Node) Attr(name string) string {
	v, _ := n.Lookup(name)
	return v
}

// Lookup is the value of an attribute and whether there is one. n may be nil.
func (n *Node) Lookup(name string) (value string, ok bool) {
	if n == nil {
		return "", false
	}
	for _, a := range n.attrs {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

// Child is the first child element at the end of a path of names, nil where
// there is none. n may be nil.
func (n *Node) Child(path ...string) *Node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		var found *Node
		for _, k := range n.Kids {
			if k.Name == name {
				found = k
				break
			}
		}
		n = found
	}
	return n
}

// Content is the text of the node and of all below it.
func (n *Node) Content() string {
	if n == nil {
		return ""
	}
	if len(n.Kids) == 0 {
		return n.Text
	}
	var b strings.Builder
	n.content(&b)
	return b.String()
}

func (n *Node) content(b *strings.Builder) {
	b.WriteString(n.Text)
	for _, k := range n.Kids {
		k.content(b)
	}
}

// Find calls f for the topmost elements of that name below n.
func (n *Node) Find(name string, f func(*Node)) {
	for _, k := range n.Kids {
		if k.Name == name {
			f(k)
		} else if k.Name != "" {
			k.Find(name, f)
		}
	}
}
