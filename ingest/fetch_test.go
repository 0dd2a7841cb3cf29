package ingest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
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

func TestPublic(t *testing.T) {
	for a, want := range map[string]bool{
		"203.113.172.1": true, "2405:4800::1": true,
		"127.0.0.1": false, "10.1.2.3": false, "192.168.0.1": false, "172.16.0.1": false, "169.254.169.254": false, "0.0.0.0": false,
		"100.64.0.1": false, "100.128.0.1": true, "224.0.0.1": false, "::1": false, "fe80::1": false, "fc00::1": false, "::ffff:127.0.0.1": false,
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
	if got := shown("https://ai:mat-khau@vbpl.vn/a"); strings.Contains(got, "mat-khau") {
		t.Errorf("the password is shown: %s", got)
	}
}
