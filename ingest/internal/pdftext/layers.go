package pdftext

import (
	"slices"
	"strings"

	"github.com/ledongthuc/pdf"
)

// layers tells which layers of a file (groups of optional content) a reader shows
// who has switched none on or off.
type layers struct {
	any      bool         // the file has layers
	on, off  map[int]bool // numbers of their objects
	otherOff bool         // those in neither list are off
	read     int          // bytes that were looked at to tell what is shown
}

// readLayers reads the properties of the optional content in a catalog.
func readLayers(properties pdf.Value) layers {
	if properties.Kind() != pdf.Dict {
		return layers{}
	}
	standard := properties.Key("D")
	return layers{
		any: true, otherOff: standard.Key("BaseState").Name() == "OFF",
		on: references(standard.Key("ON")), off: references(standard.Key("OFF")),
	}
}

// references is the numbers of the objects that an array lists.
func references(list pdf.Value) map[int]bool {
	set := map[int]bool{}
	for _, o := range printed(list).list {
		if o.kind == ref {
			set[int(o.num)] = true
		}
	}
	return set
}

// printed is a value with the references in it, which the object layer does not
// give, but prints.
func printed(v pdf.Value) object { return parse(v.String()) }

// parse reads a value as the object layer prints it.
func parse(s string) object {
	return (&tokenizer{data: []byte(strings.ToValidUTF8(s, "?"))}).next()
}

// printed is [printed], and counts what was read.
func (l *layers) printed(v pdf.Value) object {
	s := v.String()
	l.read += len(s)
	return parse(s)
}

// hides reports that what belongs to the layer, or to the set of layers, under a
// key of a dictionary is not shown.
func (l *layers) hides(holder pdf.Value, key string) bool {
	if !l.any {
		return false
	}
	v := holder.Key(key)
	if v.Kind() != pdf.Dict {
		return false
	}
	if v.Key("Type").Name() != "OCMD" {
		return l.isOff(l.printed(holder).get(key))
	}
	if rule := l.printed(v.Key("VE")); len(rule.list) > 0 {
		return !l.holds(rule)
	}
	var groups []object
	if list := v.Key("OCGs"); list.Kind() == pdf.Array {
		groups = l.printed(list).list
	} else if one := l.printed(v).get("OCGs"); one.kind == ref {
		groups = []object{one}
	}
	off := 0
	for _, g := range groups {
		if l.isOff(g) {
			off++
		}
	}
	switch n := len(groups); v.Key("P").Name() {
	case "AllOn":
		return off > 0
	case "AnyOff":
		return n > 0 && off == 0
	case "AllOff":
		return off < n
	default: // AnyOn
		return n > 0 && off == n
	}
}

// isOff reports a layer that is switched off; what is no layer is not.
func (l *layers) isOff(group object) bool {
	if group.kind != ref {
		return false
	}
	n := int(group.num)
	return l.off[n] || l.otherOff && !l.on[n]
}

// holds evaluates a visibility expression: And, Or and Not over layers. Its
// depth is that which the tokenizer allows.
func (l *layers) holds(rule object) bool {
	if rule.kind != array || len(rule.list) == 0 {
		return !l.isOff(rule)
	}
	switch parts := rule.list[1:]; rule.list[0].str {
	case "And":
		return !slices.ContainsFunc(parts, func(o object) bool { return !l.holds(o) })
	case "Not":
		return len(parts) == 0 || !l.holds(parts[0])
	default:
		return slices.ContainsFunc(parts, l.holds)
	}
}

// layerOff tells of each name in the properties of a content stream once whether its
// layer is off: drawings change between their layers thousands of times.
func (m *machine) layerOff(properties pdf.Value, name string) bool {
	off, known := m.named[name]
	if !known {
		if m.named == nil {
			m.named = map[string]bool{}
		}
		off = m.hides(properties, name)
		m.named[name] = off
	}
	return off
}

// hides is [layers.hides], paid for by what it reads.
func (m *machine) hides(holder pdf.Value, key string) bool {
	before := m.file.layers.read
	off := m.file.layers.hides(holder, key)
	m.spend((m.file.layers.read - before) / markCostDiv)
	return off
}
