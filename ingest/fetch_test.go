package ingest

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestFetch asks a real server on this machine.
func TestFetch(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/van-ban/kh-45.txt", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "Kế hoạch") })
	mux.HandleFunc("/tai-ve", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Disposition", `attachment; filename*=UTF-8''k%E1%BA%BF%20ho%E1%BA%A1ch.txt`)
		w.Header().Set("Content-Type", "image/png") // a lie
		fmt.Fprint(w, "Kế hoạch")
	})
	mux.HandleFunc("/len", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Disposition", `attachment; filename="../../etc/passwd"`)
		fmt.Fprint(w, "x")
	})
	mux.HandleFunc("/chuyen", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/van-ban/kh-45.txt", http.StatusFound)
	})
	mux.HandleFunc("/vong", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/vong", http.StatusFound) })
	mux.HandleFunc("/tep", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("/dut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, "nửa chừng")
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	for at, want := range map[string]string{"/van-ban/kh-45.txt": "kh-45.txt", "/tai-ve": "kế hoạch.txt", "/len": "passwd", "/chuyen": "kh-45.txt"} {
		name, data, err := Fetch(t.Context(), server.URL+at, true)
		if err != nil || name != want || len(data) == 0 {
			t.Errorf("%s: %q, %d bytes, %v; want %q", at, name, len(data), err, want)
		}
	}
	for at, want := range map[string]string{
		"/khong-co": "the server answers 404 Not Found", "/vong": "leads on more than 5 times", "/tep": "leads to file", "/dut": "the transfer broke off",
	} {
		if _, _, err := Fetch(t.Context(), server.URL+at, true); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", at, err, want)
		}
	}
	for _, address := range []string{server.URL + "/tai-ve", strings.Replace(server.URL, "127.0.0.1", "localhost", 1) + "/tai-ve"} {
		if _, _, err := Fetch(t.Context(), address, false); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s is asked: %v", address, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Fetch(ctx, server.URL+"/tai-ve", true); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, _, err := Fetch(t.Context(), "http://người:mật%khẩu", true); err == nil {
		t.Error("an address that is none")
	}
}

// TestFetchPrivate: an address is judged when it is dialled, behind a redirect and
// whatever name stands for it. Of this machine's addresses one is allowed here.
func TestFetchPrivate(t *testing.T) {
	asked := false
	other, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skipf("this machine has one address only: %v", err)
	}
	inside := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked = true
		fmt.Fprint(w, "Bí mật")
	}))
	inside.Listener = other
	inside.Start()
	defer inside.Close()
	outside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/chuyen" {
			http.Redirect(w, r, inside.URL, http.StatusFound)
			return
		}
		fmt.Fprint(w, "Kế hoạch")
	}))
	defer outside.Close()
	one := func(a netip.Addr) bool { return a == netip.MustParseAddr("127.0.0.1") }
	if _, data, err := fetch(t.Context(), outside.URL+"/a", one); err != nil || string(data) != "Kế hoạch" {
		t.Errorf("the address that is allowed: %q, %v", data, err)
	}
	port := inside.URL[strings.LastIndex(inside.URL, ":"):]
	for _, address := range []string{outside.URL + "/chuyen", inside.URL, "http://2130706434" + port, "http://[::ffff:127.0.0.2]" + port, "http://[::1]" + port} {
		if _, _, err := fetch(t.Context(), address, one); err == nil || asked {
			t.Errorf("%s: asked %v, error %v", address, asked, err)
		}
	}
	if _, _, err := fetch(t.Context(), outside.URL+"/chuyen", one); !errors.Is(err, ErrPrivate) {
		t.Errorf("a redirect inside: %v", err)
	}
}

// TestFetchLimits: what says that it is large, unpacks to too much, or comes too
// slowly.
func TestFetchLimits(t *testing.T) {
	hold := make(chan struct{})
	mux := http.NewServeMux()
	mux.HandleFunc("/lon", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(MaxSize+1))
		w.WriteHeader(http.StatusOK)
		w.(http.Flusher).Flush()
		<-hold
	})
	mux.HandleFunc("/bom", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		var part bytes.Buffer
		z := gzip.NewWriter(&part)
		_, _ = z.Write(make([]byte, 1<<20))
		_ = z.Close()
		for range MaxSize>>20 + 1 {
			if _, err := w.Write(part.Bytes()); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/cham", func(w http.ResponseWriter, r *http.Request) {
		for {
			fmt.Fprint(w, "x")
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-hold:
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	defer close(hold)
	for _, at := range []string{"/lon", "/bom"} {
		if _, data, err := Fetch(t.Context(), server.URL+at, true); err == nil || !strings.Contains(err.Error(), "256 MiB") {
			t.Errorf("%s: %d bytes, %v", at, len(data), err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, data, err := Fetch(ctx, server.URL+"/cham", true); !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "takes longer") {
		t.Errorf("a slow one: %d bytes, %v", len(data), err)
	}
}

func TestFetchedName(t *testing.T) {
	long := strings.Repeat("kế-", 200)
	for _, c := range []struct{ header, address, want string }{
		{"", "/van-ban/k%E1%BA%BF%20ho%E1%BA%A1ch.pdf", "kế hoạch.pdf"},
		{"", "/", "vbpl.vn"},
		{"", "/..", "vbpl.vn"},
		{"", "/a/%2e%2e", "vbpl.vn"},
		{"", "", "vbpl.vn"},
		{"", "/tai.aspx", "tai.aspx"},
		{"", "/a%00b%1b%5b31m%0a.txt", "ab[31m.txt"},
		{"", "/..%2f..%2fetc%2fpasswd", "passwd"},
		{`attachment; filename="=?UTF-8?B?S+G6vyBob+G6oWNoLnBkZg==?="`, "/a", "Kế hoạch.pdf"},
		{`attachment; filename="Kế hoạch.pdf"`, "/a", "Kế hoạch.pdf"},
		{`attachment; filename="C:\\a\\b.doc"`, "/a", "b.doc"},
		{`attachment; filename=".."`, "/a.pdf", "a.pdf"},
		{`attachment; filename=""`, "/a.pdf", "a.pdf"},
		{`attachment; filename="a`, "/b.pdf", "b.pdf"},
		{"", "/" + long + ".pdf", strings.Repeat("kế-", 39) + "k.pdf"},
		{"", "/a." + strings.Repeat("b", 300), "a." + strings.Repeat("b", 198)},
	} {
		u, err := url.Parse("https://vbpl.vn" + c.address)
		if err != nil {
			t.Fatal(err)
		}
		r := &http.Response{Header: http.Header{"Content-Disposition": {c.header}}, Request: &http.Request{URL: u}}
		if got := fetchedName(r); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.header, c.address, got, c.want)
		}
	}
}

func TestPublic(t *testing.T) {
	for a, want := range map[string]bool{
		"203.113.172.1": true, "2405:4800::1": true,
		"127.0.0.1": false, "10.1.2.3": false, "192.168.0.1": false, "172.16.0.1": false, "169.254.169.254": false, "0.0.0.0": false,
		"100.64.0.1": false, "100.128.0.1": true, "224.0.0.1": false, "::1": false, "fe80::1": false, "fc00::1": false, "::ffff:127.0.0.1": false,
		"::ffff:203.113.172.1": true, "::127.0.0.1": false, "64:ff9b::7f00:1": false, "64:ff9b::a9fe:a9fe": false, "64:ff9b::cb71:ac01": true, "64:ff9b:1::1": false,
		"2002:7f00:1::1": false, "2001:0:1::1": false, "fec0::1": false, "fe80::1%eth0": false, "::": false, "ff02::1": false, "2001:db8::1": false, "2001:470::1": true,
		"0.1.2.3": false, "192.0.0.8": false, "198.18.0.1": false, "198.20.0.1": true, "240.0.0.1": false, "255.255.255.255": false, "192.0.2.1": false,
	} {
		if got := public(netip.MustParseAddr(a)); got != want {
			t.Errorf("%s: public %v, want %v", a, got, want)
		}
	}
}

func TestIsURL(t *testing.T) {
	for ref, want := range map[string]bool{
		"https://vbpl.vn/a": true, "HTTP://x": true, "http://": false, "file:///etc/passwd": false, "a.txt": false, "C://x": false, "ftp://x/y": false,
	} {
		if IsURL(ref) != want {
			t.Errorf("%s: %v", ref, !want)
		}
	}
	if got := ShownURL("https://ai:mat-khau@vbpl.vn/a"); strings.Contains(got, "mat-khau") {
		t.Errorf("the password is shown: %s", got)
	}
	if got := ShownURL("https://ai:mat-khau%@vbpl.vn/a"); strings.Contains(got, "mat-khau") || !strings.Contains(got, "vbpl.vn") {
		t.Errorf("the password of an address that is none is shown: %s", got)
	}
}
