package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strings"
	"syscall"
	"time"
)

// The limits of fetching. A paper of ministries is a few megabytes; portals send
// it within seconds, or not at all.
const (
	fetchTime     = 60 * time.Second
	fetchRedirect = 5
)

// ErrPrivate says that an address is inside a private network.
var ErrPrivate = errors.New("private address")

// IsURL reports whether ref is an address on the web rather than a path.
func IsURL(ref string) bool {
	scheme, rest, ok := strings.Cut(ref, "://")
	return ok && rest != "" && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// Fetch gets a document over HTTP or HTTPS: its bytes, and the name that the
// server or the address gives it. What the bytes are is for [Read] to tell; the
// server's word on it counts for nothing. Addresses of this machine and of private
// networks are refused, also behind a redirect, unless allowPrivate: the address
// may come from somebody who cannot reach them and wants to. The error is an
// [*Error].
func Fetch(ctx context.Context, address string, allowPrivate bool) (name string, data []byte, err error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	failed := func(reason, hint string, err error) error {
		return &Error{File: shown(address), Reason: reason, Hint: hint, Err: err}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return "", nil, failed("this is no address", "give it as https://...", err)
	}
	request.Header.Set("User-Agent", "doichieu")
	response, err := fetcher(allowPrivate).Do(request)
	switch {
	case errors.Is(err, ErrPrivate):
		return "", nil, failed("the address lies in a private network", "give --allow-private if you know it", ErrPrivate)
	case err != nil:
		return "", nil, failed(bareNet(err), "look whether the address opens in a browser, save it, and add the file", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return "", nil, failed("the server answers "+response.Status, "look whether the address opens in a browser, save it, and add the file", ErrNotFetched)
	}
	data, err = io.ReadAll(io.LimitReader(response.Body, MaxSize+1))
	switch {
	case len(data) > MaxSize:
		return "", nil, tooLarge(shown(address))
	case err != nil:
		return "", nil, failed("the transfer broke off: "+bareNet(err), "try again", err)
	}
	return fetchedName(response), data, nil
}

// ErrNotFetched says that a server did not give the document.
var ErrNotFetched = errors.New("not fetched")

// fetcher is a client with the limits. It asks no proxy: a proxy would reach the
// private addresses in its stead.
func fetcher(allowPrivate bool) *http.Client {
	dialer := &net.Dialer{Timeout: 15 * time.Second}
	if !allowPrivate {
		// Control sees the address that is dialled, after names were looked up, so
		// no name can stand for a private address.
		dialer.Control = func(_, address string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(address)
			if err != nil || !public(at.Addr()) {
				return ErrPrivate
			}
			return nil
		}
	}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: 15 * time.Second,
			ResponseHeaderTimeout: 30 * time.Second, MaxResponseHeaderBytes: 1 << 20, DisableKeepAlives: true,
		},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			switch {
			case len(via) > fetchRedirect:
				return fmt.Errorf("it leads on more than %d times", fetchRedirect)
			case !IsURL(r.URL.String()):
				return fmt.Errorf("it leads to %s, which is no web address", r.URL.Scheme)
			case via[0].URL.Scheme == "https" && r.URL.Scheme != "https":
				return errors.New("it leads from https to http")
			}
			return nil
		},
	}
}

// carrierShared is the range between carriers and their customers (RFC 6598), which
// package netip does not count as private.
var carrierShared = netip.MustParsePrefix("100.64.0.0/10")

// public reports an address that anybody on the internet can reach.
func public(a netip.Addr) bool {
	a = a.Unmap()
	return a.IsGlobalUnicast() && !a.IsPrivate() && !carrierShared.Contains(a)
}

// fetchedName is the name that the server gives the file, else the last part of
// the address.
func fetchedName(response *http.Response) string {
	if _, parameters, err := mime.ParseMediaType(response.Header.Get("Content-Disposition")); err == nil {
		if name := path.Base(strings.ReplaceAll(parameters["filename"], `\`, "/")); name != "." && name != "/" {
			return name
		}
	}
	if name := path.Base(response.Request.URL.Path); name != "." && name != "/" {
		return name
	}
	return response.Request.URL.Hostname()
}

// shown is an address without user and password.
func shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Redacted()
}

// bareNet is the bare cause of an error of the network.
func bareNet(err error) string {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Sprintf("it takes longer than %d seconds", int(fetchTime.Seconds()))
	}
	return err.Error()
}
