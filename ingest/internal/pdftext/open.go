package pdftext

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"strconv"

	"github.com/ledongthuc/pdf"
)

// What Open says of files that it cannot read; test with errors.Is.
var (
	ErrEncrypted = errors.New("the PDF is encrypted and its password is not known")
	ErrPassword  = errors.New("the password does not open the PDF")
	ErrDamaged   = errors.New("the PDF is damaged")
)

// ErrMissing is the error of a page that the list of pages has and the file has
// not. It may stand for several.
var ErrMissing = errors.New("it is in the list of pages, and its object is missing from the file")

// File is an open PDF.
type File struct {
	// Repairs says in words what had to be mended before the file opened.
	Repairs []string
	// Broken counts the fonts that could not be read of the pages read so far.
	Broken int
	// Unlisted says that the list of pages is lost: those that were found stand in
	// the order of the file, and others may be missing.
	Unlisted bool

	data      []byte // as the object layer has it: mended and decrypted
	mended    bool   // the objects were written anew, see [mend]
	rewritten bool   // by another library, see [OpenLast]
	left      *budget
	pages     []pageNode
	fontSets  map[string]*fontSet
	fonts     map[string]*font
	glyphs    int   // of the page read last: the next one has about as many
	fallback  *font // for text that is shown in a font that cannot be read
	layers    layers
}

// pageNode is a page with what it inherits.
type pageNode struct {
	dict, resources, mediaBox, cropBox pdf.Value
	rotate                             int
	missing                            bool // the list has a page, or pages, that the file has not
}

// Bytes is the file as it was read: mended, and without its encryption. They
// must not be changed.
func (f *File) Bytes() []byte { return f.data }

// Pages is the number of pages.
func (f *File) Pages() int { return len(f.pages) }

// Open opens the PDF in data. It never panics. Bytes before the header, behind
// the end and a missing end marker are mended in a copy; a cross-reference table
// that is wrong is rebuilt from the objects themselves.
func Open(data []byte, limits Limits) (f *File, err error) { return OpenLocked(data, "", limits) }

// OpenLocked is [Open] for a file that may be locked with a password. A file
// that the empty password opens needs none.
func OpenLocked(data []byte, password string, limits Limits) (f *File, err error) {
	defer func() {
		if x := recover(); x != nil {
			f, err = nil, fmt.Errorf("%w: %v", ErrDamaged, x)
		}
	}()
	framed, repairs, first := frame(data)
	if first == nil {
		if f, first = openChecked(framed, password, limits); first == nil {
			f.Repairs = repairs
			return f.complete(data, password), nil
		}
		if locked(first) {
			return nil, first
		}
		if f, err = openMended(framed, password, limits); err == nil {
			f.Repairs = append(repairs, fmt.Sprintf("objects written anew (%v)", first))
			return f.complete(data, password), nil
		}
	}
	for _, orphans := range []bool{false, true} {
		f, err = openRebuilt(data, orphans, password, limits)
		if locked(err) {
			return nil, err
		}
		if err == nil {
			f.Repairs = append(repairs, fmt.Sprintf("cross-reference table rebuilt (%v)", first))
			return f, nil
		}
	}
	return nil, fmt.Errorf("%w: %v", ErrDamaged, cmp.Or(first, err))
}

// complete gives the file with the pages that its tables have lost: the list of
// pages names them, and their objects stand in the file. Where they do not, the
// file stays as it is.
func (f *File) complete(data []byte, password string) *File {
	missing := f.missing()
	if missing == 0 {
		return f
	}
	found, err := openRebuilt(data, false, password, f.left.limits)
	if err != nil || found.Unlisted || len(found.pages) < len(f.pages) || found.missing() >= missing {
		return f
	}
	found.Repairs = append(f.Repairs, "cross-reference table rebuilt (pages are missing from it)")
	return found
}

// missing counts the pages that the list has and the file has not.
func (f *File) missing() (n int) {
	for _, p := range f.pages {
		if p.missing {
			n++
		}
	}
	return n
}

// locked reports an error that no repair helps against.
func locked(err error) bool { return errors.Is(err, ErrEncrypted) || errors.Is(err, ErrPassword) }

// openChecked opens a file whose frame is good, without its encryption.
func openChecked(data []byte, password string, limits Limits) (*File, error) {
	unsound := checkXref(data, limits)
	if unsound != nil && !errors.Is(unsound, errUnsound) {
		return nil, unsound
	}
	opened, encrypted, err := decrypt(data, password, limits)
	if err != nil {
		return nil, err
	}
	if encrypted { // what is written anew is sound
		unsound = checkXref(opened, limits)
	}
	if unsound != nil {
		return nil, unsound
	}
	f, err := open(opened, limits)
	if err == nil && f.left.trouble {
		return nil, errUnsound
	}
	return f, err
}

// openMended opens a file whose objects the layer does not read as they are, but
// stand where the cross-reference table says.
func openMended(data []byte, password string, limits Limits) (*File, error) {
	opened, _, err := decrypt(data, password, limits)
	if err != nil {
		return nil, err
	}
	entries, _, err := readChain(opened, limits)
	if err != nil {
		return nil, err
	}
	if err := checkOffsets(opened, entries); err != nil {
		return nil, err
	}
	mended, err := mend(opened, limits)
	if err != nil {
		return nil, err
	}
	f, err := open(mended, limits)
	if err == nil {
		f.mended = true
	}
	return f, err
}

// openRebuilt opens a file whose cross-reference table is missing or wrong; see
// [rebuild]. Object streams that were encrypted can be looked into only then.
func openRebuilt(data []byte, orphans bool, password string, limits Limits) (*File, error) {
	rebuilt, unlisted, err := rebuild(data, orphans, limits)
	if err != nil {
		return nil, err
	}
	opened, encrypted, err := decrypt(rebuilt, password, limits)
	if err != nil {
		return nil, err
	}
	if encrypted {
		if opened, unlisted, err = rebuild(opened, orphans, limits); err != nil {
			return nil, err
		}
	}
	f, err := openMended(opened, "", limits)
	if err == nil {
		f.Unlisted = unlisted
	}
	return f, err
}

// mend writes the file anew where the object layer failed on a part of it;
// false where that was done before, or gives another number of pages.
func (f *File) mend() bool {
	if f.mended {
		return false
	}
	f.mended = true
	data, err := mend(f.data, f.left.limits)
	if err != nil {
		return false
	}
	fresh, err := open(data, f.left.limits)
	if err != nil || len(fresh.pages) != len(f.pages) {
		return false
	}
	f.data, f.pages, f.layers, f.Broken = data, fresh.pages, fresh.layers, fresh.Broken
	f.fontSets, f.fonts = map[string]*fontSet{}, map[string]*font{}
	f.Repairs = append(f.Repairs, "objects written anew (some could not be read)")
	return true
}

// open hands the bytes to the object layer and lists the pages.
func open(data []byte, limits Limits) (f *File, err error) {
	defer func() {
		if x := recover(); x != nil {
			f, err = nil, fmt.Errorf("reading the page tree: %v", x)
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	f = &File{
		data: data, left: newBudget(limits), fontSets: map[string]*fontSet{}, fonts: map[string]*font{},
		fallback: &font{simple: fallbackShapes()},
	}
	root := r.Trailer().Key("Root")
	f.layers = readLayers(root.Key("OCProperties"))
	w := walker{file: f, above: map[int]bool{}}
	if top := printed(root).get("Pages"); top.kind == ref {
		w.above[int(top.num)] = true
	}
	w.walk(root.Key("Pages"), pageNode{}, 0)
	if f.missing() == len(f.pages) {
		return nil, errors.New("no pages found")
	}
	return f, nil
}

// fallbackShapes decodes text as Latin-1 where a font is missing.
func fallbackShapes() (shapes [256]shape) {
	for i, s := range baseEncoding("WinAnsiEncoding") {
		t, blank := clean(s)
		shapes[i] = shape{text: t, blank: blank, mapped: s != "", width: coreWidth("Helvetica", s)}
	}
	return shapes
}

// walker walks the page tree.
type walker struct {
	file  *File
	nodes int
	above map[int]bool // objects of the nodes above the one that is looked at
}

// walk lists the pages below a node in order. A node without /Type is a page if it
// has no kids.
func (w *walker) walk(v pdf.Value, inherited pageNode, depth int) {
	f := w.file
	w.nodes++
	if depth > f.left.limits.Depth || w.nodes > f.left.limits.Nodes || len(f.pages) >= f.left.limits.Pages {
		return
	}
	if v.Kind() != pdf.Dict {
		f.pages = append(f.pages, pageNode{missing: true})
		return
	}
	inherited.dict = v
	if x := v.Key("Resources"); x.Kind() == pdf.Dict {
		inherited.resources = x
	}
	if x := v.Key("MediaBox"); x.Kind() == pdf.Array {
		inherited.mediaBox = x
	}
	if x := v.Key("CropBox"); x.Kind() == pdf.Array {
		inherited.cropBox = x
	}
	if x := v.Key("Rotate"); !x.IsNull() {
		inherited.rotate = int(x.Int64())
	}
	kids := v.Key("Kids")
	if kids.Kind() != pdf.Array {
		f.pages = append(f.pages, inherited)
		return
	}
	list := printed(kids).list
	for i := range kids.Len() {
		number := 0
		if i < len(list) && list[i].kind == ref {
			number = int(list[i].num)
		}
		if w.above[number] {
			continue // a loop
		}
		w.above[number] = number > 0
		w.kid(kids, i, inherited, depth)
		w.above[number] = false
	}
}

// kid walks one child; a child that cannot be read costs itself only.
func (w *walker) kid(kids pdf.Value, i int, inherited pageNode, depth int) {
	defer func() {
		if recover() != nil {
			w.file.left.trouble = true
			w.file.pages = append(w.file.pages, pageNode{missing: true})
		}
	}()
	w.walk(kids.Index(i), inherited, depth+1)
}

// frame cuts the file to what stands from its header to its last startxref and
// writes header and end as the object layer wants them.
func frame(data []byte) (framed []byte, repairs []string, err error) {
	start := bytes.Index(data[:min(len(data), 8192)], []byte("%PDF-"))
	if start < 0 || shortHeader(data[start:]) {
		return nil, nil, errors.New("no %PDF header with a version")
	}
	if start > 0 {
		repairs = append(repairs, strconv.Itoa(start)+" bytes before the header dropped")
	}
	last := bytes.LastIndex(data, []byte("startxref"))
	if last < start {
		return nil, repairs, errors.New("no startxref")
	}
	t := tokenizer{data: data, pos: last + len("startxref")}
	if o := t.next(); o.kind != number {
		return nil, repairs, errors.New("startxref without a number")
	}
	tail := bytes.TrimSpace(data[t.pos:])
	if !bytes.Equal(tail, []byte("%%EOF")) {
		repairs = append(repairs, "end of the file mended")
	}
	framed = make([]byte, 0, t.pos-start+8)
	framed = append(framed, data[start:t.pos]...)
	framed = append(framed, "\n%%EOF\n"...)
	setVersion(framed)
	return framed, repairs, nil
}

// shortHeader reports a header that another one cannot be written over.
func shortHeader(data []byte) bool {
	return len(data) < len("%PDF-1.7\n") || bytes.ContainsAny(data[len("%PDF-"):len("%PDF-1.7")], "\r\n")
}

// setVersion writes a header that the object layer accepts, which knows versions
// up to 1.7 and a newline right behind them, over the one of the file.
func setVersion(data []byte) {
	if v := data[5:9]; v[0] != '1' || v[1] != '.' || v[2] < '0' || v[2] > '7' || v[3] != '\n' && v[3] != '\r' {
		copy(data[5:], "1.7\n")
	}
}
