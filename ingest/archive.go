package ingest

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"doichieu/ingest/internal/docx"
)

// A zip archive is walked like a folder: its members have the path of the
// archive, a slash, and their name in it. Nothing is unpacked to disk, so no name
// can lead anywhere else. Word files are zip archives as well; those are
// documents. An archive inside an archive is not opened.

// The limits of an archive. Text is packed to a tenth of its size, XML to a
// fiftieth; what is packed more tightly was made to fill a memory.
const (
	maxMembers      = 10_000
	maxUnpacked     = 2 << 30 // bytes of all members
	maxMemberRatio  = 250
	smallMemberSize = 4 << 20 // below this the ratio does not matter
)

// isArchive reports whether the file is a zip archive and no document in itself.
func isArchive(file string) bool {
	// A pipe has nothing to look at twice.
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	var head [4]byte
	if _, err := io.ReadFull(f, head[:]); err != nil || string(head[:]) != "PK\x03\x04" && string(head[:]) != "PK\x05\x06" {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Size() > MaxSize {
		return false
	}
	z, err := zip.NewReader(f, info.Size())
	return err == nil && !slices.ContainsFunc(z.File, func(m *zip.File) bool {
		return m.Name == docx.TypesPart || m.Name == "mimetype" || strings.HasPrefix(m.Name, docx.MainPart)
	})
}

// walkArchive lists the members of the archive in lexical order, links aside:
// what they lead to is not in it.
func walkArchive(archive string, yield func(string, error) bool) bool {
	z, err := zip.OpenReader(archive)
	if err != nil {
		return yield(archive, &Error{File: filepath.Base(archive), Reason: "the archive is damaged", Hint: "pack it anew", Err: ErrDamaged})
	}
	defer z.Close()
	var names []string
	var size uint64
	for _, m := range z.File {
		name := memberName(m.Name)
		if !m.Mode().IsRegular() || hiddenMember(name) {
			continue
		}
		if size += m.UncompressedSize64; len(names) == maxMembers || size > maxUnpacked {
			if !yield(archive, &Error{
				File: filepath.Base(archive), Reason: fmt.Sprintf("the archive holds more than %d files or %d MiB", maxMembers, maxUnpacked>>20),
				Hint: "unpack it and give the files in it", Err: ErrUnknownFormat,
			}) {
				return false
			}
			break
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return yield(archive, &Error{File: filepath.Base(archive), Reason: "there is no file in the archive", Err: ErrEmpty})
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if !yield(filepath.Join(archive, filepath.FromSlash(name)), nil) {
			return false
		}
	}
	return true
}

// memberName is a member's name without what could lead out of the archive.
func memberName(name string) string {
	return path.Clean("/" + strings.ReplaceAll(name, `\`, "/"))[1:]
}

// hiddenMember reports what archivers add for themselves.
func hiddenMember(name string) bool {
	return name == "" || slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool {
		return strings.HasPrefix(part, ".") || part == "__MACOSX"
	})
}

// splitMember parts the path of a member into archive and name; ok is false if
// no part of the path is an archive.
func splitMember(file string) (archive, name string, ok bool) {
	for dir := filepath.Dir(file); dir != "." && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			continue
		}
		if !info.Mode().IsRegular() || !isArchive(dir) {
			return "", "", false
		}
		rest, err := filepath.Rel(dir, file)
		return dir, filepath.ToSlash(rest), err == nil
	}
	return "", "", false
}

// Exists reports whether there is a file, a folder, or a member of an archive at
// path.
func Exists(path string) bool {
	if _, err := os.Stat(path); err == nil {
		return true
	}
	_, _, ok := splitMember(path)
	return ok
}

// loadMember gives the bytes of a member.
func loadMember(archive, name string) ([]byte, error) {
	base := path.Base(name)
	z, err := zip.OpenReader(archive)
	if err != nil {
		return nil, &Error{File: filepath.Base(archive), Reason: "the archive is damaged", Hint: "pack it anew", Err: ErrDamaged}
	}
	defer z.Close()
	i := slices.IndexFunc(z.File, func(m *zip.File) bool { return memberName(m.Name) == name && m.Mode().IsRegular() })
	if i < 0 {
		return nil, &Error{File: base, Reason: "no such file in the archive", Err: fs.ErrNotExist}
	}
	m := z.File[i]
	const locked = 1 // bit of the general flags: encrypted
	switch {
	case m.Flags&locked != 0:
		return nil, &Error{File: base, Reason: "the archive is locked with a password", Hint: "unpack it and give the files in it", Err: ErrEncrypted}
	case m.UncompressedSize64 > MaxSize:
		return nil, tooLarge(base)
	case m.UncompressedSize64 > smallMemberSize && m.UncompressedSize64/max(1, m.CompressedSize64) > maxMemberRatio:
		return nil, &Error{File: base, Reason: "it is packed more tightly than any document is", Hint: "unpack it, look what it is, and give the file itself", Err: ErrUnknownFormat}
	}
	r, err := m.Open()
	if err != nil {
		return nil, damagedMember(base, err)
	}
	defer r.Close()
	// What the archive says of the size may be wrong, and was counted already.
	data, err := io.ReadAll(io.LimitReader(r, int64(m.UncompressedSize64)+1))
	if err != nil || uint64(len(data)) != m.UncompressedSize64 {
		return nil, damagedMember(base, err)
	}
	return data, nil
}

func damagedMember(base string, err error) error {
	why := "its bytes are wrong"
	if errors.Is(err, zip.ErrAlgorithm) {
		why = "it is packed in a way that is not known here"
	}
	return &Error{File: base, Reason: "it cannot be unpacked: " + why, Hint: "unpack the archive and give the files in it", Err: ErrDamaged}
}
