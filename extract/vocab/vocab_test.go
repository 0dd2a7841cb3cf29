package vocab

import (
	"sort"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestTables(t *testing.T) {
	s, err := parse(agenciesTSV)
	if err != nil {
		t.Fatal(err)
	}
	if !norm.NFC.IsNormalString(agenciesTSV) || !norm.NFC.IsNormalString(localitiesTSV) {
		t.Error("the tables are not in NFC")
	}
	alias := map[string]string{}
	for _, a := range s.All() {
		for _, succ := range a.Successors {
			if _, ok := s.ByID(succ); !ok {
				t.Errorf("%s: successor %q is not in the table", a.ID, succ)
			}
		}
		for _, name := range a.Aliases {
			if other, twice := alias[name]; twice && other != a.ID {
				t.Errorf("alias %q stands for %s and %s", name, other, a.ID)
			}
			alias[name] = a.ID
		}
	}
	lines := strings.Split(strings.TrimSpace(agenciesTSV), "\n")[1:]
	if !sort.StringsAreSorted(lines) {
		t.Error("agencies.tsv is not sorted")
	}
	if _, err := parse("a\tb\n"); err == nil {
		t.Error("a row of two columns was accepted")
	}
}

func TestMentions(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Công an tỉnh, Sở Y tế", "cong-an-tinh so-y-te"},
		{"Công an thành phố Cần Thơ", "cong-an-tinh"},
		{"lực lượng Công an", "cong-an"},
		{"Công an cấp xã", "cong-an-xa"},
		{"Uỷ ban nhân dân quận, huyện, Ủy ban nhân dân xã, phường, thị trấn", "ubnd-huyen ubnd-xa"},
		{"UBND cấp huyện, cấp xã", "ubnd-huyen ubnd-xa"},
		{"Chủ tịch Ủy ban nhân dân cấp huyện, cấp xã", "ubnd-huyen ubnd-xa"},
		{"Ban Chỉ đạo 138 cấp huyện, cấp xã", "ban-chi-dao-138-huyen ban-chi-dao-138-xa"},
		{"Ban Chỉ đạo 138 các huyện, thị xã, thành phố", "ban-chi-dao-138-huyen"},
		{"Sở Y tế và Tài chính", "so-y-te so-tai-chinh"},
		{"Các sở, ngành: Công an, Tài chính, Y tế và Ngoại vụ", "cong-an-tinh so-tai-chinh so-y-te so-ngoai-vu"},
		{"Viện kiểm sát nhân dân, Tòa án nhân dân thành phố", "vien-kiem-sat-tinh toa-an-tinh"},
		{"Viện kiểm sát nhân dân, Tòa án nhân dân các cấp", "vien-kiem-sat toa-an"},
		{"Báo Cần Thơ, Đài Phát thanh và Truyền hình Cần Thơ", "bao-tinh dai-ptth"},
		{"Chi cục Hải quan khu vực XIX", "chi-cuc-hai-quan"},
		{"các sở, ban, ngành, đoàn thể và địa phương", "so-ban-nganh doan-the dia-phuong"},
		{"Sở Văn hoá, Thể thao và Du lịch", "so-van-hoa-the-thao-du-lich"},
		{"Sở Văn hóa và Thể thao, Sở Du lịch", "so-van-hoa-the-thao so-du-lich"},
		{"Sở LĐTBXH, Sở GD&ĐT", "so-lao-dong-tbxh so-giao-duc-dao-tao"},
		{"các cơ quan, đơn vị liên quan", "co-quan-don-vi"},
		{"Hội Cựu chiến binh, Tỉnh đoàn", "hoi-cuu-chien-binh doan-thanh-nien"},
		{"Công an, Quân sự cấp xã", "cong-an-xa ban-chi-huy-quan-su-xa"},
		{"Ủy ban nhân dân các phường: An Lạc, An Hòa và Tân An; Sở Y tế", "ubnd-xa so-y-te"},
		{"UBND phường An Lạc, Công an xã Tân Lập", "ubnd-xa cong-an-xa"},
		{"các Bộ: Công an, Quốc phòng và Y tế", "bo-cong-an bo-quoc-phong bo-y-te"},
		{"các sở, ngành, đơn vị, địa phương", "so-ban-nganh co-quan-don-vi dia-phuong"},
		{"Sở NN&PTNT, Sở KH-ĐT, Sở Văn hóa Thể thao và Du lịch", "so-nong-nghiep-ptnt so-ke-hoach-dau-tu so-van-hoa-the-thao-du-lich"},
		{"Ban Chỉ đạo xóa nhà tạm tỉnh", "ban-chi-dao-tinh"},
		{"Phòng Quản lý đô thị chủ trì", "x:phòng quản lý đô thị"},
		{"các cơ quan báo chí đưa tin", "x:cơ quan báo chí"},
		// Near misses.
		{"PHÒNG NGỪA TỘI PHẠM", ""},
		{"cơ sở vật chất, đơn vị hành chính", ""},
		{"Trường hợp vượt thẩm quyền, Tổ chức thực hiện", ""},
		{"báo cáo kết quả", ""},
		{"hội nghị, hội thảo", ""},
		{"y tế cơ sở, tài chính công", ""},
		{"an ninh hàng không, hải quan điện tử", ""},
		{"ủy thác, ban hành", ""},
		{"các ngành nghề kinh doanh có điều kiện", ""},
		{"Luật Công an nhân dân", ""},
		{"Công an nhân dân", "cong-an"},
	} {
		if got := found(t, c.text); got != c.want {
			t.Errorf("Mentions(%q) = %v, want %q", c.text, got, c.want)
		}
	}
}

// found are the ids of the mentions in text; their spans are checked.
func found(t *testing.T, text string) string {
	t.Helper()
	var got []string
	for _, m := range Agencies().Mentions(text, Context{}) {
		got = append(got, m.Agency)
		if m.Span.Start < 0 || m.Span.End > len(text) || m.Span.Len() <= 0 {
			t.Errorf("%q: span %v", text, m.Span)
		}
	}
	return strings.Join(got, " ")
}

// TestCityOfProvince: in a plan of a province its city is a district.
func TestCityOfProvince(t *testing.T) {
	for _, c := range []struct {
		text string
		ctx  Context
		want string
	}{
		{"Ủy ban nhân dân thành phố", Context{Locality: "Lào Cai"}, "ubnd-huyen"},
		{"Ủy ban nhân dân thành phố", Context{Locality: "Cần Thơ", City: true}, "ubnd-tinh"},
		{"Ủy ban nhân dân thành phố", Context{}, "ubnd-tinh"},
		{"UBND thành phố Biên Hòa", Context{Locality: "Đồng Nai"}, "ubnd-huyen"},
		{"UBND thành phố Hà Nội", Context{Locality: "Đồng Nai"}, "ubnd-tinh"},
		{"UBND thành phố Huế", Context{Locality: "Huế"}, "ubnd-huyen"}, // of tỉnh Thừa Thiên Huế
		{"UBND thành phố Huế", Context{Locality: "Huế", City: true}, "ubnd-tinh"},
	} {
		ms := Agencies().Mentions(c.text, c.ctx)
		if len(ms) != 1 || ms[0].Agency != c.want {
			t.Errorf("%q in %+v gives %+v, want %s", c.text, c.ctx, ms, c.want)
		}
	}
}

func TestMentionsInAnyComposition(t *testing.T) {
	for _, text := range []string{"UỶ BAN NHÂN DÂN TỈNH", norm.NFD.String("Ủy ban nhân dân tỉnh"), "ủy ban  nhân dân tỉnh"} {
		if got := found(t, text); got != "ubnd-tinh" {
			t.Errorf("Mentions(%q) = %q, want ubnd-tinh", text, got)
		}
	}
}

func TestNoun(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"các ngân hàng thương mại nghiên cứu, đề xuất", "x:ngân hàng thương mại"},
		{"các cơ quan báo chí đổi mới hình thức", "x:cơ quan báo chí"},
		{"Trung tâm Giáo dục nghề nghiệp, các trường", "x:trung tâm giáo dục nghề nghiệp"},
		{"cơ quan thực hiện nhiệm vụ", ""},
		{"rà soát, thống kê", ""},
	} {
		m, _ := Agencies().Noun(c.text, Context{})
		if m.Agency != c.want {
			t.Errorf("Noun(%q) = %q, want %q", c.text, m.Agency, c.want)
		}
	}
}

func FuzzMentions(f *testing.F) {
	f.Add("Các sở, ngành: Công an, Y tế; UBND cấp huyện, cấp xã")
	f.Fuzz(func(t *testing.T, text string) {
		for _, m := range Agencies().Mentions(text, Context{}) {
			if m.Span.Start < 0 || m.Span.End > len(text) || m.Span.Len() <= 0 {
				t.Fatalf("%q: %+v", text, m)
			}
		}
	})
}

// TestDivision shows whom a part without a name of its own stands for.
func TestDivision(t *testing.T) {
	for _, c := range []struct{ text, issuer, want string }{
		{"các phòng chuyên môn thuộc Sở Xây dựng", "", "so-xay-dung"},
		{"các phòng chuyên môn thuộc Sở Xây dựng", "so-xay-dung", "phong-ban"}, // its own rooms
		{"phòng nghiệp vụ Công an tỉnh", "", "cong-an-tinh"},
		{"các đơn vị trực thuộc Ủy ban nhân dân tỉnh", "", "co-quan-don-vi"},
		{"Phòng Tổ chức cán bộ Công an tỉnh", "", "x:phòng tổ chức cán bộ công an tỉnh"}, // has a name
	} {
		ms := Agencies().Mentions(c.text, Context{Issuer: c.issuer})
		if len(ms) == 0 || ms[0].Agency != c.want {
			t.Errorf("%s, issued by %q: got %+v, want %s", c.text, c.issuer, ms, c.want)
		}
	}
}
