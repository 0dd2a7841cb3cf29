package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// lastTime is how long the library of last resort may take. It has no limits of
// its own, and some damaged files keep it busy for ever.
const lastTime = 3 * time.Second

// OpenLast opens a file that [OpenLocked] finds damaged, or in which nothing was
// found to read, by having all of it parsed, checked and written anew by pdfcpu,
// which forgives other faults. It may use all memory, so this is for a process
// with limits of its own. The error is [ErrDamaged].
func OpenLast(data []byte, password string, limits Limits) (*File, error) {
	type result struct {
		data []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		written, err := rewriteAll(data, password)
		done <- result{written, err}
	}()
	var r result
	select {
	case r = <-done:
	case <-time.After(lastTime):
		r.err = errors.New("writing it anew takes too long")
	}
	if r.err != nil {
		return nil, errors.Join(ErrDamaged, r.err)
	}
	f, err := openMended(r.data, "", limits)
	if err != nil {
		return nil, errors.Join(ErrDamaged, err)
	}
	f.rewritten = true
	f.Repairs = append(f.Repairs, "all objects read and written anew")
	return f, nil
}

// rewriteAll has pdfcpu write a file anew, without its encryption.
func rewriteAll(data []byte, password string) (written []byte, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("%v", x)
		}
	}()
	model.ConfigPath = "disable" // it would write its settings to the user's folder
	c := model.NewDefaultConfiguration()
	c.ValidationMode = model.ValidationRelaxed
	c.Offline, c.WriteObjectStream, c.WriteXRefStream = true, false, false
	c.UserPW, c.Cmd = password, model.DECRYPT
	if written, err = writtenBy(data, c); err != nil {
		// A file that is not encrypted cannot be decrypted.
		c.Cmd = model.VALIDATE
		written, err = writtenBy(data, c)
	}
	return written, err
}

// writtenBy reads, checks and writes a file. Unless it is checked, objects are
// missing from what is written.
func writtenBy(data []byte, c *model.Configuration) ([]byte, error) {
	ctx, err := api.ReadAndValidate(bytes.NewReader(data), c)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := api.WriteContext(ctx, &out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
