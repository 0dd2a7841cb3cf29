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
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode"
	"unicode/utf8"
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
	if allowPrivate {
		return fetch(ctx, address, func(netip.Addr) bool { return true })
	}
	return fetch(ctx, address, public)
}

// fetch is [Fetch] from the addresses that are allowed.
func fetch(ctx context.Context, address string, allowed func(netip.Addr) bool) (name string, data []byte, err error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	failed := func(reason, hint string, err error) error {
		return &Error{File: ShownURL(address), Reason: reason, Hint: hint, Err: err}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return "", nil, failed("this is no address", "give it as https://...", err)
	}
	request.Header.Set("User-Agent", "doichieu")
	response, err := fetcher(allowed).Do(request)
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
	if response.ContentLength > MaxSize {
		return "", nil, tooLarge(ShownURL(address))
	}
	data, err = io.ReadAll(io.LimitReader(response.Body, MaxSize+1))
	switch {
	case len(data) > MaxSize:
		return "", nil, tooLarge(ShownURL(address))
	case err != nil:
		return "", nil, failed("the transfer broke off: "+bareNet(err), "try again", err)
	}
	return fetchedName(response), data, nil
}

// ErrNotFetched says that a server did not give the document.
var ErrNotFetched = errors.New("not fetched")

// fetcher is a client with the limits. It asks no proxy: a proxy would reach the
// private addresses in its stead.
func fetcher(allowed func(netip.Addr) bool) *http.Client {
	dialer := &net.Dialer{
		Timeout: 15 * time.Second,
		// Control sees the address that is dialled, after names were looked up, so
		// no name can stand for a private address, not even at the second look.
		Control: func(_, address string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(address)
			if err != nil || !allowed(at.Addr()) {
				return ErrPrivate
			}
			return nil
		},
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

// special are the ranges beside those that package netip knows which are not of
// the internet at large (the registries of special-purpose addresses of IANA).
var special = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"), // between carriers and their customers
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), // of examples, as the next two
	netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), // of measurements
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("::/96"), // an IPv4 address in an old form
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), // Teredo and others
	netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"), // 6to4
	netip.MustParsePrefix("3fff::/20"),
	netip.MustParsePrefix("5f00::/16"),
	netip.MustParsePrefix("fec0::/10"), // private in an old form
}

// translated are IPv4 addresses as networks of IPv6 alone write them: the last
// four bytes.
var translated = netip.MustParsePrefix("64:ff9b::/96")

// public reports an address that anybody on the internet can reach.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if translated.Contains(a) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	return a.IsGlobalUnicast() && !a.IsPrivate() && !slices.ContainsFunc(special, func(p netip.Prefix) bool { return p.Contains(a) })
}

// longestName is the most that a name from the network may have, in bytes: as much
// as one of a file.
const longestName = 200

// fetchedName is the name that the server gives the file, else the last part of
// the address.
func fetchedName(response *http.Response) string {
	given := ""
	if _, parameters, err := mime.ParseMediaType(response.Header.Get("Content-Disposition")); err == nil {
		given = parameters["filename"]
		// Many servers write it as mail programs do.
		if plain, err := new(mime.WordDecoder).DecodeHeader(given); err == nil {
			given = plain
		}
	}
	for _, name := range []string{given, response.Request.URL.Path} {
		name = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) || r == utf8.RuneError {
				return -1
			}
			return r
		}, name)
		if name = strings.TrimSpace(path.Base(strings.ReplaceAll(name, `\`, "/"))); strings.Trim(name, "./ ") != "" {
			return shortName(name)
		}
	}
	return response.Request.URL.Hostname()
}

// shortName is a name of no more than longestName bytes; its extension stays.
func shortName(name string) string {
	if len(name) <= longestName {
		return name
	}
	ext := path.Ext(name)
	if len(ext) > longestName/4 {
		ext = ""
	}
	return strings.ToValidUTF8(name[:longestName-len(ext)], "") + ext
}

// ShownURL is an address without its password, for messages.
func ShownURL(address string) string {
	u, err := url.Parse(address)
	if err == nil {
		return u.Redacted()
	}
	if _, rest, ok := strings.Cut(address, "@"); ok {
		return "…@" + rest
	}
	return address
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
