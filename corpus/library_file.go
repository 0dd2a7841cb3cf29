package corpus

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// tempMark stands in the names of files that are being written.
const tempMark = ".doichieu-tmp-"

// isTemp reports the name of a file that a killed run may have left half
// written.
func isTemp(name string) bool { return strings.HasPrefix(name, tempMark) }

// WriteFile makes the file at path hold what write writes, whole or not at all:
// it is written beside its place, brought to the disk and then renamed. If
// write fails, what was there before stays. A link is followed, and a device or
// a pipe is written directly.
//
// The module renameio does the same but does not build on Windows, where
// os.Rename replaces a file as well.
func WriteFile(path string, write func(io.Writer) error) error {
	mode := fs.FileMode(0)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err == nil {
		if !info.Mode().IsRegular() {
			return writeThrough(path, write)
		}
		mode = info.Mode().Perm()
	}
	f, err := createBeside(path)
	if err != nil {
		return err
	}
	err = fill(f, mode, write)
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, removeIfThere(f.Name()))
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// createBeside creates a new file in the folder of path, with the permissions
// that the system gives to new files.
func createBeside(path string) (*os.File, error) {
	for n := 0; ; n++ {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf("%s%d-%d", tempMark, os.Getpid(), n))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// fill writes f, brings it to the disk and closes it in any case.
func fill(f *os.File, mode fs.FileMode, write func(io.Writer) error) error {
	w := bufio.NewWriter(f)
	err := write(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil && mode != 0 {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// writeThrough writes to something that cannot be replaced: a device or a pipe.
func writeThrough(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	return errors.Join(err, f.Close())
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// syncFolder brings the new name to the disk where the system can; where it
// cannot, the file itself is safe and the rename is atomic all the same.
func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}

func writeBytes(path string, data []byte) error {
	return WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
