package index

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"doichieu/extract"
)

// small are three plans of invented localities. Most tasks have a near miss
// beside them: the same syllables in other accents, apart, or in another role.
func small() []*extract.Plan {
	return []*extract.Plan{
		testPlan("p1", "Lâm Giang", "15/KH-UBND",
			"Sở Y tế chủ trì bảo vệ môi trường bệnh viện | so-y-te | cong-an-tinh | 2025-10-01..2025-12-31",
			"Báo cáo về môi trường đầu tư | so-tai-chinh | so-y-te | 2026-01-01..2026-01-31",
			"Triển khai Kết luận số 132-KL/TW trong toàn ngành | cong-an-tinh | | ..2025-06-06",
			"Rà soát đất đai trên địa bàn | x:ban quản lý chợ | so-noi-vu | ",
		),
		testPlan("p2", "tỉnh Phú Sơn", "7/NQ-HĐND",
			"Hoà giải ở cơ sở; tổ chức thi hoa hậu | so-tu-phap | | 2026-02-01..",
			"Thuỷ lợi nhỏ, uỷ thác cho xã | ubnd-xa | ubnd-tinh | 2025-01-01..2025-03-31, 2027-01-01..2027-03-31",
			"Quán triệt Kết luận số 132-KL/TU và Nghị định số 30/2020/NĐ-CP | cap-uy | | ",
			"Dắt đại gia súc qua dốc | so-nong-nghiep-moi-truong | | ",
		),
		testPlan("p3", "Thừa Thiên Huế", "15/QĐ-UBND",
			"Kỹ năng số cho học sinh, sinh viên | so-giao-duc-dao-tao | so-khoa-hoc-cong-nghe | 2025-05-31..2025-05-31",
			"Ủy ban nhân dân các xã, phường rà soát hộ nghèo | ubnd-xa | bo-cong-an, cong-an-xa | ",
		),
	}
}

func TestHitsAndNearMisses(t *testing.T) {
	x := indexed(t, small()...)
	tests := []struct {
		name string
		req  Request
		want string // full hits
	}{
		{"words beside each other, not apart", Request{Query: "bảo vệ môi trường"}, "p1 I/1"},
		{"without accents, of all spellings", Request{Query: "bao ve cac moi truong"}, "p1 I/1, p1 I/2"},
		{"đ is found as d", Request{Query: "dia ban"}, "p1 I/4"},
		{"with the accents typed", Request{Query: "đất đai"}, "p1 I/4"},
		{"with all accents", Request{Query: "dat dai"}, "p1 I/4, p2 I/4"},
		{"with its own accents only", Request{Query: "đất đai", Exact: true}, "p1 I/4"},
		{"exact without accents is meant so", Request{Query: "dat dai", Exact: true}, ""},
		{"tone on the other letter", Request{Query: "hòa giải"}, "p2 I/1"},
		{"tone on the other letter, exact", Request{Query: "hòa giải", Exact: true}, "p2 I/1"},
		{"uỷ and thuỷ", Request{Query: "thủy lợi ủy thác", Exact: true}, "p2 I/2"},
		{"i for y", Request{Query: "kĩ năng", Exact: true}, "p3 I/1"},
		{"NFD in capitals", Request{Query: norm.NFD.String("BẢO VỆ MÔI TRƯỜNG")}, "p1 I/1"},
		{"an abbreviation", Request{Query: "HSSV"}, "p3 I/1"},
		{"the name for an abbreviation", Request{Query: "UBND cấp xã"}, "p2 I/2, p3 I/2"},
		{"an agency in any role", Request{Query: "Sở Y tế"}, "p1 I/1, p1 I/2"},
		{"an agency that only the record names", Request{Query: "ban quản lý chợ"}, "p1 I/4"},

		{"the number as printed", Request{Query: "132-KL/TW"}, "p1 I/3"},
		{"of either body", Request{Query: "KL 132"}, "p1 I/3, p2 I/3"},
		{"in words", Request{Query: "Kết luận số 132"}, "p1 I/3, p2 I/3"},
		{"in words without accents", Request{Query: "ket luan 132"}, "p1 I/3, p2 I/3"},
		{"another number", Request{Query: "133-KL/TW"}, ""},
		{"without its year", Request{Query: "Nghị định 30/NĐ-CP"}, "p2 I/3"},
		{"of another year", Request{Query: "Nghị định 30/2018/NĐ-CP"}, ""},
		{"the number of a plan", Request{Query: "7/NQ-HĐND"}, "p2 I/1, p2 I/2, p2 I/3, p2 I/4"},
		{"of two plans of a number one kind", Request{Query: "15/KH-UBND"}, "p1 I/1, p1 I/2, p1 I/3, p1 I/4"},

		{"a deadline in words", Request{Query: "quý IV/2025"}, "p1 I/1"},
		{"the day that ends it", Request{Query: "31/12/2025"}, "p1 I/1"},
		{"the day before that", Request{Query: "30/12/2025"}, ""},

		{"a locality and a word", Request{Query: "Phú Sơn hòa giải"}, "p2 I/1"},
		{"a locality of the vocabulary, by its other name", Request{Query: "Huế kỹ năng số"}, "p3 I/1"},
		{"a locality and another word", Request{Query: "Huế đất đai trên địa bàn"}, ""},
		{"an agency and many words", Request{Query: "Sở Tư pháp bảo vệ môi trường bệnh viện"}, ""},
		{"a document and many words", Request{Query: "133-KL/TW triển khai trong toàn ngành"}, ""},
		{"an empty word does not decide", Request{Query: "của đất đai và"}, "p1 I/4"},

		{"a phrase", Request{Query: `"rà soát"`}, "p1 I/4, p3 I/2"},
		{"a phrase of three words", Request{Query: `"rà soát đất"`}, "p1 I/4"},
		{"a phrase in other accents", Request{Query: `"ra soát"`}, ""},
		{"a phrase without accents", Request{Query: `"dat dai"`}, "p1 I/4, p2 I/4"},
		{"a phrase left out", Request{Query: `rà soát -"đất đai"`}, "p3 I/2"},
		{"a long phrase left out", Request{Query: `rà soát -"rà soát đất"`}, "p3 I/2"},
		{"nothing but a phrase left out", Request{Query: `-"rà soát" tỉnh:"Lâm Giang"`}, "p1 I/1, p1 I/2, p1 I/3"},
		{"no word at all", Request{Query: "!?"}, ""},
	}
	for _, tt := range tests {
		if got := strings.Join(fullNames(ask(t, x, tt.req)), ", "); got != tt.want {
			t.Errorf("%s: %+v: %s\nwant %s", tt.name, tt.req, got, tt.want)
		}
	}
}

func TestFiltersWithNearMisses(t *testing.T) {
	x := indexed(t, small()...)
	all := "p1 I/1, p1 I/2, p1 I/3, p1 I/4, p2 I/1, p2 I/2, p2 I/3, p2 I/4, p3 I/1, p3 I/2"
	tests := []struct {
		name string
		req  Request
		want string
	}{
		{"nothing asked for", Request{}, all},
		{"an id", Request{Agency: []string{"so-y-te"}}, "p1 I/1, p1 I/2"},
		{"a name", Request{Agency: []string{"Sở Y tế"}}, "p1 I/1, p1 I/2"},
		{"a name without accents", Request{Agency: []string{"so y te"}}, "p1 I/1, p1 I/2"},
		{"in a role", Request{Agency: []string{"so-y-te"}, Role: "lead"}, "p1 I/1"},
		{"in the other role", Request{Agency: []string{"so-y-te"}, Role: "coordinating"}, "p1 I/2"},
		{"in no task's role", Request{Agency: []string{"so-y-te"}, Role: "implementing"}, ""},
		{"a role alone", Request{Role: "coordinating"}, "p1 I/1, p1 I/2, p1 I/4, p2 I/2, p3 I/1, p3 I/2"},
		{"either of two", Request{Agency: []string{"so-noi-vu", "so-tu-phap"}}, "p1 I/4, p2 I/1"},
		{"an abbreviation of a kind", Request{Agency: []string{"UBND"}}, "p2 I/2, p3 I/2"},
		{"one of the kind", Request{Agency: []string{"UBND tỉnh"}}, "p2 I/2"},
		{"a force, not the ministry", Request{Agency: []string{"công an"}}, "p1 I/1, p1 I/3, p3 I/2"},
		{"the ministry", Request{Agency: []string{"Bộ Công an"}}, "p3 I/2"},
		{"a part of a name", Request{Agency: []string{"nội vụ"}}, "p1 I/4"},
		{"a part of a syllable", Request{Agency: []string{"ội vụ"}}, ""},
		{"a body of no vocabulary", Request{Agency: []string{"ban quản lý chợ"}}, "p1 I/4"},
		{"a part of it", Request{Agency: []string{"quan ly cho"}}, "p1 I/4"},
		{"its id", Request{Agency: []string{"x:ban quản lý chợ"}}, "p1 I/4"},
		{"nothing but a sign", Request{Agency: []string{"-"}}, ""},

		{"a locality", Request{Locality: []string{"Lâm Giang"}}, "p1 I/1, p1 I/2, p1 I/3, p1 I/4"},
		{"with its kind", Request{Locality: []string{"Tỉnh Lâm Giang"}}, "p1 I/1, p1 I/2, p1 I/3, p1 I/4"},
		{"without accents", Request{Locality: []string{"phu son"}}, "p2 I/1, p2 I/2, p2 I/3, p2 I/4"},
		{"under another name", Request{Locality: []string{"TP. Huế"}}, "p3 I/1, p3 I/2"},
		{"a part of one", Request{Locality: []string{"Lâm"}}, ""},
		{"the kind of document", Request{DocType: []string{"nghị quyết"}}, "p2 I/1, p2 I/2, p2 I/3, p2 I/4"},
		{"its abbreviation", Request{DocType: []string{"qd"}}, "p3 I/1, p3 I/2"},
		{"another kind", Request{DocType: []string{"CT"}}, ""},
		{"ids of plans", Request{Plan: []string{"p3", "p9"}}, "p3 I/1, p3 I/2"},
		{"the number of a plan", Request{Number: []string{"15/kh-ubnd"}}, "p1 I/1, p1 I/2, p1 I/3, p1 I/4"},
		{"its bare number", Request{Number: []string{"15"}}, "p1 I/1, p1 I/2, p1 I/3, p1 I/4, p3 I/1, p3 I/2"},
		{"a document cited", Request{Number: []string{"132-KL/TW"}}, "p1 I/3"},

		{"a time that overlaps", Request{From: "2025-12-31"}, "p1 I/1, p1 I/2, p2 I/1, p2 I/2"},
		{"the day after", Request{From: "2026-01-01", To: "2026-01-01"}, "p1 I/2"},
		{"the last day of a day", Request{From: "2025-05-31", To: "2025-05-31"}, "p3 I/1"},
		{"up to a day", Request{To: "2025-03-31"}, "p2 I/2"},
		{"between two deadlines of a task", Request{From: "2025-04-01", To: "2025-05-30"}, ""},
		{"without an end", Request{From: "2099-01-01"}, "p2 I/1"},
		{"two conditions of one kind and one of another", Request{Locality: []string{"Lâm Giang", "Phú Sơn"}, From: "2026-02-01", To: "2026-12-31"}, "p2 I/1"},

		{"fields of the query", Request{Query: "tỉnh:Lâm Giang hạn:>2025"}, "p1 I/2"},
		{"a deadline before", Request{Query: "hạn:<2025-12-31"}, "p1 I/3, p2 I/2, p3 I/1"},
		{"or on that day", Request{Query: "hạn:<=31/12/2025"}, "p1 I/1, p1 I/3, p2 I/2, p3 I/1"},
		{"in a quarter", Request{Query: "hạn:quý IV/2025"}, "p1 I/1"},
		{"not in a quarter", Request{Query: "-hạn:quý IV/2025 tỉnh:Lâm Giang"}, "p1 I/2, p1 I/3, p1 I/4"},
		{"nothing before all times", Request{Query: "hạn:<..2025"}, ""},
		{"nothing after all times", Request{Query: "hạn:>2025.."}, ""},
		{"an agency left out", Request{Query: "-cơ quan:Sở Y tế tỉnh:Lâm Giang"}, "p1 I/3, p1 I/4"},
		{"a lead", Request{Query: "chủ trì:Sở Y tế"}, "p1 I/1"},
		{"a helper", Request{Query: "phối hợp:Sở Y tế"}, "p1 I/2"},
		{"a kind", Request{Query: "loại:QĐ"}, "p3 I/1, p3 I/2"},
		{"a number", Request{Query: "số:132-KL/TU"}, "p2 I/3"},
		{"a plan", Request{Query: "plan:p3"}, "p3 I/1, p3 I/2"},
	}
	for _, tt := range tests {
		if got := strings.Join(fullNames(ask(t, x, tt.req)), ", "); got != tt.want {
			t.Errorf("%s: %+v: %s\nwant %s", tt.name, tt.req, got, tt.want)
		}
	}
}

func TestConditionsThatNothingIsKnownAs(t *testing.T) {
	x := indexed(t, small()...)
	r := ask(t, x, Request{
		Query:  "tỉnh:Nơi-nào hạn:sớm năm:2025 cơ quan:so-y-te -loại:XX",
		Agency: []string{"so-y-te", "Sở Không Có"}, Locality: []string{"Lâm Giang"},
	})
	want := []string{"agency:Sở Không Có", "locality:Nơi-nào", "deadline:sớm", "type:XX"}
	if !slices.Equal(r.Unknown, want) {
		t.Errorf("unknown %q, want %q", r.Unknown, want)
	}
}

func TestPartialHitsFillThePage(t *testing.T) {
	var lines []string
	for range 9 {
		lines = append(lines, "Rà soát hộ nghèo")
	}
	x := indexed(t, append(small(), testPlan("p4", "", "", lines...))...)
	r := ask(t, x, Request{Query: "rà soát đất đai", Facets: []string{"locality"}})
	if got := names(r); got[0] != "p1 I/4" || got[1] != "(p4 I/1)" {
		t.Errorf("hits %q", got)
	}
	if r.Partial != 11 || r.Total != 12 || len(r.Hits) != 12 {
		t.Errorf("%d in part of %d, %d shown", r.Partial, r.Total, len(r.Hits))
	}
	if got := names(ask(t, x, Request{Query: "rà soát đất đai", Sort: "plan"})); !slices.Equal(got, []string{"p1 I/4"}) {
		t.Errorf("in the order of the plans: %q", got)
	}
}

func TestScoresAndOrder(t *testing.T) {
	x := indexed(t, small()...)
	for _, tt := range []struct{ query, better, worse string }{
		{"rà soát đất đai", "p1 I/4", "p3 I/2"},
		{"bao ve cac moi truong", "p1 I/1", "p1 I/2"},
		{"đất đai", "p1 I/4", "p2 I/4"},
		{"132-KL/TU", "p2 I/3", "p1 I/3"},
		{"Sở Y tế bệnh viện", "p1 I/1", "p1 I/2"},
	} {
		r := ask(t, x, Request{Query: tt.query})
		at := func(name string) int {
			return slices.IndexFunc(r.Hits, func(h Hit) bool { return h.Plan+" "+h.Task == name })
		}
		if at(tt.better) != 0 || at(tt.worse) < 1 {
			t.Errorf("%q: %q", tt.query, names(r))
		}
		for i, h := range r.Hits {
			if i > 0 && h.Partial == r.Hits[i-1].Partial && h.Score > r.Hits[i-1].Score || h.Score <= 0 {
				t.Errorf("%q: hit %d scores %v", tt.query, i, h.Score)
			}
		}
	}
}

func TestFigures(t *testing.T) {
	p := testPlan("p1", "", "",
		"Đạt 50% số xã đạt chuẩn",
		"Đạt 50 phần trăm số xã đạt chuẩn",
		"Đạt 5,5 % số xã đạt chuẩn",
		"Đạt 80% số xã đạt chuẩn, tương đương 50 xã",
		"Số xã đạt chuẩn",
		"Tập huấn cho 500 giáo viên",
		"Tập huấn cho 8.000 giáo viên",
	)
	p.Sections[0].Heading = "Giai đoạn 2: đạt 50% số xã, 500 giáo viên"
	x := indexed(t, p)
	for query, want := range map[string]string{
		"50% số xã đạt chuẩn":          "p1 I/1, p1 I/2",
		"50 phan tram so xa dat chuan": "p1 I/1, p1 I/2",
		"5.5% số xã đạt chuẩn":         "p1 I/3",
		"20% số xã đạt chuẩn":          "",
		"số xã đạt chuẩn":              "p1 I/1, p1 I/2, p1 I/3, p1 I/4, p1 I/5",
		"8000 giáo viên":               "p1 I/7",
		"tập huấn cho 9.000 giáo viên": "",
		"tập huấn cho giáo viên 5":     "p1 I/6, p1 I/7",
		"tập huấn cho giáo viên 2031":  "p1 I/6, p1 I/7",
	} {
		if got := strings.Join(fullNames(ask(t, x, Request{Query: query})), ", "); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}

// TestWiderNames holds that a thing is found under the name of what it is a case
// of as well, behind its own, and not the other way round.
func TestWiderNames(t *testing.T) {
	x := indexed(t, testPlan("p1", "", "",
		"Điều trị nghiện các chất dạng thuốc phiện bằng thuốc thay thế",
		"Cấp phát thuốc Methadone tại các cơ sở",
		"Điều trị nghiện ma túy bằng y học cổ truyền",
		"Phòng ngừa lũ quét ở vùng cao",
		"Khắc phục hậu quả thiên tai ở vùng cao",
		"Trồng cây ở vùng cao",
		"Nâng cao khả năng nông dân áp dụng kỹ thuật",
		"Phòng ngừa nắng nóng kéo dài",
	))
	for query, want := range map[string]string{
		"methadone":            "p1 I/2, p1 I/1",
		"điều trị thay thế":    "p1 I/1",
		"lũ quét":              "p1 I/4, p1 I/5",
		"lu quet vung cao":     "p1 I/4, p1 I/5",
		"thiên tai ở vùng cao": "p1 I/5",
		"nắng nóng":            "p1 I/8, p1 I/5",
		"kha nang nong dan":    "p1 I/7", // no heat
	} {
		r := ask(t, x, Request{Query: query})
		if got := strings.Join(names(r)[:r.Total-r.Partial], ", "); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}

// TestStatedBeforeImplied holds that what a text states comes before what is
// true of it only by its heading, its plan or the time that it names.
func TestStatedBeforeImplied(t *testing.T) {
	p := testPlan("p1", "", "9/KH-UBND",
		"Phổ biến tới từng người",
		"Phổ biến Kết luận số 132-KL/TW tới từng người",
		"Phổ biến Nghị quyết số 93/NQ-CP tới từng người",
		"Tham mưu sửa Kế hoạch số 9/KH-UBND",
		"Làm xong trước ngày 15/5/2025",
		"Làm xong | | | 2025-04-01..2025-06-30",
		"Làm xong trong quý II năm 2025",
		"Làm xong trong tháng 6/2025",
		"Làm xong ngày 30 tháng 6 năm 2025",
	)
	p.Sections[0].Heading = "Thực hiện Kết luận số 132-KL/TW"
	x := indexed(t, p)
	const all = "p1 I/1, p1 I/2, p1 I/3, p1 I/4, p1 I/5, p1 I/6, p1 I/7, p1 I/8, p1 I/9"
	for _, tt := range []struct{ query, first, all string }{
		{"132-KL/TW", "p1 I/2", all},
		{"phổ biến Kết luận 132", "p1 I/2", "p1 I/1, p1 I/2, p1 I/3"},
		{"93/NQ-CP", "p1 I/3", "p1 I/3"},
		{"9/KH-UBND", "p1 I/4", all},
		{"quý II/2025", "p1 I/7", "p1 I/5, p1 I/6, p1 I/7, p1 I/8, p1 I/9"},
		{"6/2025", "p1 I/8", "p1 I/6, p1 I/8, p1 I/9"},
		{"30/6/2025", "p1 I/9", "p1 I/6, p1 I/9"}, // the quarter ends on that day
		{"29/6/2025", "", ""},
	} {
		r := ask(t, x, Request{Query: tt.query})
		if got := strings.Join(fullNames(r), ", "); got != tt.all || got != "" && names(r)[0] != tt.first {
			t.Errorf("%s: %s, in the order %s; want %s, first %s", tt.query, got, names(r), tt.all, tt.first)
		}
	}
}

func TestSorting(t *testing.T) {
	plans := small()
	plans[0].Document.Issued, plans[1].Document.Issued = "2025-03", "2026-01-05"
	x := indexed(t, plans...)
	first := map[string]string{
		"deadline": "p2 I/2, p3 I/1, p1 I/3, p1 I/1, p1 I/2, p2 I/1, p1 I/4",
		"plan":     "p1 I/1, p1 I/2, p1 I/3, p1 I/4, p2 I/1",
		"date":     "p2 I/1, p2 I/2, p2 I/3, p2 I/4, p1 I/1, p1 I/2, p1 I/3, p1 I/4, p3 I/1",
		"locality": "p3 I/1, p3 I/2, p1 I/1, p1 I/2, p1 I/3, p1 I/4, p2 I/1",
	}
	for _, order := range SortNames()[1:] {
		got := strings.Join(names(ask(t, x, Request{Sort: order})), ", ")
		if want := first[order]; want == "" || !strings.HasPrefix(got, want) {
			t.Errorf("by %s: %s\nwant %s ...", order, got, want)
		}
	}
}

func TestBadRequests(t *testing.T) {
	x := indexed(t, small()...)
	for _, req := range []Request{
		{Role: "boss"}, {Sort: "size"}, {Facets: []string{"colour"}}, {From: "2025"}, {To: "2025-02-30"},
	} {
		if r, err := x.Search(context.Background(), req); !errors.Is(err, ErrRequest) {
			t.Errorf("%+v: %v, %v", req, r, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.Search(ctx, Request{Query: "rà soát"}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestEmptyIndex(t *testing.T) {
	x := indexed(t)
	for _, q := range []string{"", "rà soát", `"a b c"`, "tỉnh:A hạn:<2025"} {
		if r := ask(t, x, Request{Query: q, Facets: FacetNames()}); r.Total != 0 || len(r.Hits) != 0 {
			t.Errorf("%q: %d hits", q, r.Total)
		}
	}
}
