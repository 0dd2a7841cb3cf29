package vocab

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// merged is the table of Resolution 202/2025/QH15: each unit of 1 July 2025 that
// was made of several, and what it was made of. The other eleven are as they were.
const merged = `
Tuyên Quang: Hà Giang, Tuyên Quang
Lào Cai: Yên Bái, Lào Cai
Thái Nguyên: Bắc Kạn, Thái Nguyên
Phú Thọ: Vĩnh Phúc, Hòa Bình, Phú Thọ
Bắc Ninh: Bắc Giang, Bắc Ninh
Hưng Yên: Thái Bình, Hưng Yên
Hải Phòng: Hải Dương, Hải Phòng
Ninh Bình: Hà Nam, Nam Định, Ninh Bình
Quảng Trị: Quảng Bình, Quảng Trị
Đà Nẵng: Quảng Nam, Đà Nẵng
Quảng Ngãi: Kon Tum, Quảng Ngãi
Gia Lai: Bình Định, Gia Lai
Khánh Hòa: Ninh Thuận, Khánh Hòa
Lâm Đồng: Đắk Nông, Bình Thuận, Lâm Đồng
Đắk Lắk: Phú Yên, Đắk Lắk
Hồ Chí Minh: Bà Rịa - Vũng Tàu, Bình Dương, Hồ Chí Minh
Đồng Nai: Bình Phước, Đồng Nai
Tây Ninh: Long An, Tây Ninh
Cần Thơ: Sóc Trăng, Hậu Giang, Cần Thơ
Vĩnh Long: Bến Tre, Trà Vinh, Vĩnh Long
Đồng Tháp: Tiền Giang, Đồng Tháp
Cà Mau: Bạc Liêu, Cà Mau
An Giang: Kiên Giang, An Giang`

var unchanged = []string{"Cao Bằng", "Huế", "Hà Nội", "Hà Tĩnh", "Lai Châu", "Lạng Sơn", "Nghệ An", "Quảng Ninh", "Sơn La", "Thanh Hóa", "Điện Biên"}

// TestLocalityTable holds every line: days are days, each period begins on the
// day after another ended, names are written alike and nothing stands twice.
func TestLocalityTable(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(localitiesTSV), "\n")[1:]
	// By name, in order of time: within a name the first period has no first day.
	byName := slices.Clone(lines)
	sort.SliceStable(byName, func(i, j int) bool {
		return strings.Split(byName[i], "\t")[0] < strings.Split(byName[j], "\t")[0]
	})
	if !slices.Equal(lines, byName) {
		t.Error("localities.tsv is not sorted by name")
	}
	p, err := parseLocalities(localitiesTSV)
	if err != nil {
		t.Fatal(err)
	}
	source := regexp.MustCompile(`^\d+/\d{4}/QH\d+$`)
	spelled := map[string]string{}
	for name, periods := range p.periods {
		for i, l := range periods {
			if l.Kind != "tỉnh" && l.Kind != "thành phố" || !source.MatchString(l.Source) {
				t.Errorf("%s: kind %q, source %q", name, l.Kind, l.Source)
			}
			if (l.To == "") != (l.Successor == "") || (l.From == "") != (i == 0) {
				t.Errorf("%s from %q to %q goes into %q", name, l.From, l.To, l.Successor)
			}
			if i > 0 && (periods[i-1].Successor != name || l.From != dayAfter(t, periods[i-1].To)) {
				t.Errorf("%s begins on %s, and ended on %s for %s", name, l.From, periods[i-1].To, periods[i-1].Successor)
			}
			if l.To != "" && !slices.ContainsFunc(p.periods[l.Successor], func(s Locality) bool { return s.From == dayAfter(t, l.To) }) {
				t.Errorf("%s goes into %s on %s, which does not begin then", name, l.Successor, dayAfter(t, l.To))
			}
			for _, spelling := range append([]string{l.Name, l.Called}, l.Aliases...) {
				if other, twice := spelled[spelling]; twice && other != name {
					t.Errorf("%q is %s and %s", spelling, other, name)
				}
				spelled[spelling] = name
				if !norm.NFC.IsNormalString(spelling) || strings.TrimSpace(spelling) != spelling || spelling == "" || strings.ContainsFunc(spelling, foreign) {
					t.Errorf("%s is spelled %+q", name, spelling)
				}
			}
		}
	}
	if _, err := parseLocalities("a\tb\nc"); err == nil {
		t.Error("a row of two columns was accepted")
	}
}

// foreign reports whether a letter is none of Vietnamese names: a look-alike of
// another script, or Ð for Đ.
func foreign(r rune) bool {
	return unicode.IsLetter(r) && (!unicode.Is(unicode.Latin, r) || r == 'Ð' || r == 'ð' || r == 'Ɖ') ||
		!unicode.IsLetter(r) && !strings.ContainsRune(" -–.", r)
}

func dayAfter(t *testing.T, day string) string {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Error(err)
	}
	return d.AddDate(0, 0, 1).Format(time.DateOnly)
}

// TestLocalitiesOnDays counts provinces and cities on the days on which laws
// changed them, and the days before.
func TestLocalitiesOnDays(t *testing.T) {
	for _, c := range []struct {
		day               string
		provinces, cities int
	}{
		{"2024-12-31", 58, 5},
		{"2025-01-01", 57, 6},
		{"2025-06-30", 57, 6},
		{"2025-07-01", 28, 6},
		{"2026-04-29", 28, 6},
		{"2026-04-30", 27, 7},
		{"", 27, 7},
	} {
		provinces, cities := 0, 0
		for _, l := range LocalitiesOn(c.day) {
			if l.Kind == "tỉnh" {
				provinces++
			} else {
				cities++
			}
		}
		if provinces != c.provinces || cities != c.cities {
			t.Errorf("on %q there are %d provinces and %d cities, want %d and %d", c.day, provinces, cities, c.provinces, c.cities)
		}
	}
	if n := len(Localities()); n != 63 {
		t.Errorf("the registry has %d names, want 63", n)
	}
}

// TestMerged holds the registry against the table of the resolution.
func TestMerged(t *testing.T) {
	seen := slices.Clone(unchanged)
	for _, line := range strings.Split(strings.TrimSpace(merged), "\n") {
		into, list, _ := strings.Cut(line, ": ")
		want := strings.Split(list, ", ")
		seen = append(seen, want...)
		unit, _ := LocalityOn(into, "2025-07-01")
		if unit.Name != into || unit.From != "2025-07-01" || unit.Source != "202/2025/QH15" {
			t.Errorf("on 1 July 2025 %s is %+v", into, unit)
		}
		var got []string
		for _, l := range unit.Before("2025-06-30") {
			got = append(got, l.Name)
		}
		slices.Sort(want)
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s was made of %q, want %q", into, got, want)
		}
		for _, name := range want {
			if l, ok := LocalityOn(name, "2025-06-30"); !ok || l.Name != name || l.Successor != into {
				t.Errorf("on 30 June 2025 %s is %+v", name, l)
			}
			if l, _ := LocalityOn(name, ""); l.Name != into {
				t.Errorf("%s is now %s, want %s", name, l.Name, into)
			}
		}
	}
	for _, name := range unchanged {
		before, _ := LocalityOn(name, "2025-06-30")
		after, _ := LocalityOn(name, "2025-07-01")
		if before.Name != name || after.From != before.From || len(after.Before("2025-06-30")) != 1 {
			t.Errorf("%s changed on 1 July 2025: %+v, %+v", name, before, after)
		}
	}
	var names []string
	for _, l := range Localities() {
		names = append(names, l.Name)
	}
	slices.Sort(names)
	if slices.Sort(seen); !slices.Equal(seen, names) {
		t.Errorf("the registry has %q, the resolution %q", names, seen)
	}
}

// TestLocalityOn asks for units by every spelling, and for none by near misses.
func TestLocalityOn(t *testing.T) {
	for _, c := range []struct{ name, day, want string }{
		{"Hải Dương", "2024-05-13", "tỉnh Hải Dương"},
		{"Hải Dương", "2025-07-01", "thành phố Hải Phòng"},
		{"Thừa Thiên Huế", "2024-12-31", "tỉnh Thừa Thiên Huế"},
		{"Huế", "2024-12-31", "tỉnh Thừa Thiên Huế"},
		{"Thừa Thiên - Huế", "2025-01-01", "thành phố Huế"},
		{"Bình Phước", "2026-04-29", "tỉnh Đồng Nai"},
		{"Bình Phước", "2026-04-30", "thành phố Đồng Nai"},
		{"TP.HCM", "", "thành phố Hồ Chí Minh"},
		{"Đăk Lăk", "2025", "tỉnh Đắk Lắk"},
		{"Hoà Bình", "2025-07-01", "tỉnh Phú Thọ"},
		{"An Giang Thượng", "", ""},
		{"An", "", ""},
		{"", "", ""},
	} {
		l, ok := LocalityOn(c.name, c.day)
		if got := strings.TrimSpace(l.Kind + " " + l.Called); got != c.want || ok != (c.want != "") {
			t.Errorf("LocalityOn(%q, %q) = %q, %v, want %q", c.name, c.day, got, ok, c.want)
		}
	}
}

func TestFindLocality(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"trên địa bàn thành phố Cần Thơ./.", "Cần Thơ"},
		{"UBND tỉnh Thừa Thiên Huế", "Huế"},
		{"ăn giang hồ", ""},
		{"tỉnh An Hòa Giang", ""},
		{"", ""},
	} {
		l, at, ok := FindLocality(c.text)
		if l.Name != c.want || ok != (c.want != "") || ok && !slices.Contains(append([]string{l.Name}, l.Aliases...), at.In(c.text)) {
			t.Errorf("FindLocality(%q) = %q at %v", c.text, l.Name, at)
		}
	}
}
