package compare

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"doichieu/corpus"
	"doichieu/corpus/samples"
	"doichieu/extract"
	"doichieu/extract/scaletest"
	"doichieu/ingest"
)

// samplePlans are the plans of package samples, in the order of the demo.
func samplePlans(t testing.TB) []*extract.Plan {
	t.Helper()
	var plans []*extract.Plan
	for _, name := range samples.Names() {
		data, err := fs.ReadFile(samples.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		plans = append(plans, readPlan(t, name, data))
	}
	return plans
}

// readPlan reads a plan as the program does.
func readPlan(t testing.TB, name string, data []byte) *extract.Plan {
	t.Helper()
	doc, err := ingest.Read(context.Background(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	return extract.Extract(doc)
}

// given makes a plan of tasks: the agency that leads, a colon, the words.
func given(id string, tasks ...string) *extract.Plan {
	p := &extract.Plan{Schema: extract.PlanSchema, Document: extract.Record{ID: id, Locality: id, Source: corpus.Source{Name: id + ".txt"}}}
	at := 0
	for i, task := range tasks {
		agency, text, ok := strings.Cut(task, ": ")
		if !ok {
			agency, text = "", task
		}
		t := extract.Task{ID: string(rune('a' + i)), Text: text, Span: extract.Spans{{Start: at, End: at + len(text)}}, Page: 1}
		at += len(text) + 1
		if agency != "" {
			t.Assignments = []extract.Assignment{{Role: extract.Lead, Agency: agency, Name: agency}}
		}
		p.Tasks = append(p.Tasks, t)
	}
	return p
}

// together tells which tasks of the comparison stand in one row: "A:a B:b" for
// each row of more than one.
func together(c *Comparison) []string {
	var rows []string
	for _, row := range c.Rows {
		var names []string
		for _, m := range row.Members {
			names = append(names, m.Plan+":"+m.Task)
		}
		if len(names) > 1 {
			rows = append(rows, strings.Join(names, " "))
		}
	}
	slices.Sort(rows)
	return rows
}

// TestPairs holds what belongs into one row against what is near it and does
// not. Each case has two plans of their own field, so that the words of the
// field are common, as they are in real comparisons.
func TestPairs(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b []string
		want []string
	}{
		{
			"same action and object in other words, other agency",
			[]string{"so-y-te: Tổ chức khám sức khỏe định kỳ cho người cao tuổi tại các trạm y tế.", "so-y-te: Mua sắm trang thiết bị cho trạm y tế."},
			[]string{"ubnd-xa: Định kỳ tổ chức khám sức khỏe cho người cao tuổi trên địa bàn.", "so-tai-chinh: Quyết toán chi phí đi lại của đoàn công tác."},
			[]string{"A:a B:a"},
		},
		{
			"same verb, other object",
			[]string{"Tuyên truyền về an toàn thực phẩm cho học sinh trong trường học."},
			[]string{"Tuyên truyền về an toàn thực phẩm cho lái xe và trên các tuyến đường."},
			nil,
		},
		{
			"general and special instruction",
			[]string{"Đẩy mạnh tuyên truyền, phổ biến quy định về an toàn thực phẩm.", "Tuyên truyền về an toàn thực phẩm trong trường học cho học sinh."},
			[]string{"Tuyên truyền quy định về an toàn thực phẩm trong các trường học.", "Phổ biến, tuyên truyền sâu rộng quy định về an toàn thực phẩm."},
			[]string{"A:a B:b", "A:b B:a"},
		},
		{
			"same object, other action",
			[]string{"Cấp giấy phép khai thác khoáng sản cho doanh nghiệp."},
			[]string{"Đấu tranh, xử lý nghiêm hành vi khai thác khoáng sản trái phép."},
			nil,
		},
		{
			"overseeing the plan itself and overseeing a law",
			[]string{"cong-an-tinh: Theo dõi, đôn đốc các sở, ngành triển khai thực hiện Kế hoạch này.", "cong-an-tinh: Theo dõi, đôn đốc thực hiện Luật Căn cước."},
			[]string{"cong-an-tinh: Theo dõi, hướng dẫn, kiểm tra việc thực hiện Kế hoạch.", "cong-an-tinh: Theo dõi, đôn đốc thực hiện Luật Căn cước và các văn bản thi hành."},
			[]string{"A:a B:a", "A:b B:b"},
		},
		{
			"one task that another plan splits over two agencies",
			[]string{"Rà soát, thống kê công trình nước sạch nông thôn không còn hoạt động; lập danh sách công trình cần sửa chữa."},
			[]string{
				"so-y-te: Rà soát, thống kê công trình nước sạch nông thôn không còn hoạt động.",
				"ubnd-xa: Thống kê, lập danh sách công trình nước sạch nông thôn cần sửa chữa trên địa bàn.",
			},
			[]string{"A:a B:a B:b"},
		},
		{
			"the same words in two fields of one plan",
			[]string{
				"so-y-te: Kiểm tra, quản lý việc mua bán nguyên liệu độc hại trong bệnh viện.",
				"hai-quan: Kiểm tra, quản lý việc mua bán nguyên liệu độc hại tại cửa khẩu.",
			},
			[]string{"Trồng cây chắn sóng ven biển."},
			nil,
		},
		{
			"the same given twice in one plan",
			[]string{
				"so-y-te: Ban hành quy trình tiêm chủng lưu động cho trẻ em vùng cao.",
				"ubnd-xa: Ban hành quy trình tiêm chủng lưu động cho trẻ em vùng cao.",
			},
			[]string{"Trồng cây chắn sóng ven biển."},
			[]string{"A:a A:b"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := together(Compare([]*extract.Plan{given("A", c.a...), given("B", c.b...)}, Options{}))
			if !slices.Equal(got, c.want) {
				t.Errorf("rows %q, want %q", got, c.want)
			}
		})
	}
}

// TestScoreExample holds the example in the comment above compareTasks.
func TestScoreExample(t *testing.T) {
	plans := []*extract.Plan{
		given("A", "so-y-te: Sở Y tế tổ chức tập huấn phòng bệnh cho giáo viên"),
		given("B", "so-giao-duc-dao-tao: Tập huấn cho giáo viên kỹ năng phòng bệnh học đường", "Tập huấn cho lái xe kỹ năng sơ cứu"),
	}
	var profiles []*profile
	for i, p := range plans {
		r := newPlanReader(p, i)
		for k := range p.Tasks {
			profiles = append(profiles, r.profile(k))
		}
	}
	weigh(profiles)
	near, far := compareTasks(profiles[0], profiles[1]), compareTasks(profiles[0], profiles[2])
	if near.total < floor || far.total >= floor {
		t.Errorf("the near pair scores %.2f, the far one %.2f; the floor is %.2f", near.total, far.total, floor)
	}
	if near.parts[1] != 1 || near.parts[2] <= 1 || far.parts[2] >= 1 {
		t.Errorf("parts of the near pair %.2f, of the far one %.2f", near.parts, far.parts)
	}
}

// TestEveryTaskOnce holds the promise of Compare on the sample plans and on
// plans that are odd.
func TestEveryTaskOnce(t *testing.T) {
	odd := []*extract.Plan{
		given("A"), given("B", "", "x", "; ; :", "Giao", "Giao Giao Giao"), given("C", "", "…"), given("A", "x"),
	}
	odd[2].Tasks[0].Span = nil
	for name, plans := range map[string][]*extract.Plan{"samples": samplePlans(t), "odd": odd, "none": nil, "one": odd[1:2]} {
		c := Compare(plans, Options{})
		seen := map[string]int{}
		ids := map[string]bool{}
		for _, row := range c.Rows {
			if ids[row.ID] || row.ID == "" {
				t.Errorf("%s: the row id %q stands twice or is empty", name, row.ID)
			}
			ids[row.ID] = true
			for _, m := range row.Members {
				seen[m.Plan+" "+m.Task]++
			}
			if row.Score < 0 || row.Score > 1 || len(row.Members) == 0 {
				t.Errorf("%s: row %q has score %v and %d members", name, row.Topic, row.Score, len(row.Members))
			}
		}
		tasks := 0
		for i, p := range plans {
			tasks += len(p.Tasks)
			if c.Plans[i].Tasks != len(p.Tasks) || c.Plans[i].Matched > len(p.Tasks) {
				t.Errorf("%s: column %d counts %d tasks, %d matched; the plan has %d", name, i, c.Plans[i].Tasks, c.Plans[i].Matched, len(p.Tasks))
			}
		}
		total := 0
		for _, n := range seen {
			total += n
		}
		if total != tasks {
			t.Errorf("%s: %d members for %d tasks", name, total, tasks)
		}
		if b, err := json.Marshal(c); err != nil || bytes.Contains(b, []byte("null")) {
			t.Errorf("%s: JSON has null, or an error: %v", name, err)
		}
	}
}

// TestSameInputSameBytes also gives the plans in another order: the same tasks
// must stand together.
func TestSameInputSameBytes(t *testing.T) {
	plans := samplePlans(t)
	encode := func(plans []*extract.Plan) []byte {
		b, err := json.Marshal(Compare(plans, Options{}))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if !bytes.Equal(encode(plans), encode(plans)) {
		t.Error("two runs differ")
	}
	sorted := func(plans []*extract.Plan) []string {
		var rows []string
		for _, row := range together(Compare(plans, Options{})) {
			names := strings.Fields(row)
			slices.Sort(names)
			rows = append(rows, strings.Join(names, " "))
		}
		slices.Sort(rows)
		return rows
	}
	turned := slices.Clone(plans)
	slices.Reverse(turned)
	if a, b := sorted(plans), sorted(turned); !slices.Equal(a, b) {
		t.Errorf("other rows in another order of the plans:\n%s\n\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
}

// TestManyPlans: beyond the plans that are compared each with each, what is the
// same still stands in one row, and the order of the plans changes no row.
func TestManyPlans(t *testing.T) {
	var plans []*extract.Plan
	for i := range 3 * seedPlans {
		plans = append(plans, given(fmt.Sprintf("P%02d", i),
			"so-y-te: Khám sức khỏe định kỳ cho người cao tuổi tại trạm y tế.",
			fmt.Sprintf("ubnd-xa: Sửa chữa cầu treo dân sinh tại thôn %c%d.", 'a'+rune(i), i),
			"so-xay-dung: Lắp đặt biển báo giao thông trước cổng trường học.",
			[]string{"Trồng cây chắn sóng ven biển.", "In sổ tay pháp luật về hôn nhân.", "Cải tạo chợ trung tâm huyện."}[i%3],
		))
	}
	want := together(Compare(plans, Options{}))
	if len(want) != 6 {
		t.Errorf("%d rows, want 6:\n%s", len(want), strings.Join(want, "\n"))
	}
	for _, row := range want[:min(3, len(want))] {
		if n := len(strings.Fields(row)); n != len(plans) {
			t.Errorf("a duty of all %d plans stands in a row of %d: %s", len(plans), n, row)
		}
	}
	sorted := func(rows []string) []string {
		var out []string
		for _, row := range rows {
			names := strings.Fields(row)
			slices.Sort(names)
			out = append(out, strings.Join(names, " "))
		}
		slices.Sort(out)
		return out
	}
	turned := slices.Clone(plans)
	slices.Reverse(turned)
	if got := together(Compare(turned, Options{})); !slices.Equal(sorted(got), sorted(want)) {
		t.Error("the order of the plans changes the rows")
	}
}

// TestOrder: the first plan's order is kept, and what it lacks stands behind the
// task before it in the other plan.
func TestOrder(t *testing.T) {
	c := Compare([]*extract.Plan{
		given("A", "Sửa chữa kênh mương nội đồng.", "Khám sức khỏe người cao tuổi."),
		given("B", "Trồng rừng phòng hộ ven biển.", "Sửa chữa kênh mương nội đồng.", "Cải tạo chợ trung tâm.", "Khám sức khỏe người cao tuổi.", "In sổ tay pháp luật."),
	}, Options{})
	var got []string
	for _, row := range c.Rows {
		got = append(got, row.Topic)
	}
	want := []string{"Trồng rừng phòng hộ ven biển", "Sửa chữa kênh mương nội đồng", "Cải tạo chợ trung tâm", "Khám sức khỏe người cao tuổi", "In sổ tay pháp luật"}
	if !slices.Equal(got, want) {
		t.Errorf("order %q, want %q", got, want)
	}
}

// TestNotes tells where plans are not comparable, and is silent where they are.
func TestNotes(t *testing.T) {
	dated := func(id, issued string, tasks ...string) *extract.Plan {
		p := given(id, tasks...)
		p.Document.Issued = issued
		return p
	}
	codes := func(plans ...*extract.Plan) []string {
		var list []string
		for _, n := range Compare(plans, Options{}).Notes {
			list = append(list, n.Code)
		}
		return list
	}
	if got := codes(dated("A", "2025-03-01", "x"), dated("B", "2025-11", "y")); len(got) > 0 {
		t.Errorf("plans of one year have notes %q", got)
	}
	if got := codes(dated("A", "2024-03-01", "x"), dated("B", "2025", "y")); !slices.Equal(got, []string{NoteYears}) {
		t.Errorf("plans of two years have notes %q", got)
	}
	if got := codes(dated("A", "", "x"), dated("A", "", "x"), dated("B", "")); !slices.Equal(got, []string{NoteSameSource, NoteNoTask}) {
		t.Errorf("a document twice and an empty plan have notes %q", got)
	}
}

// TestLittleInCommon: plans of two subjects are said to be, with the figure;
// plans of one subject and very short ones are not.
func TestLittleInCommon(t *testing.T) {
	things := []string{"công trình nước sạch", "biển báo giao thông", "đê điều ven sông", "trạm y tế xã", "chợ nông thôn", "rừng phòng hộ", "cảng cá", "cầu treo"}
	others := []string{"sách giáo khoa", "hồ sơ hộ tịch", "di tích lịch sử", "đàn gia súc", "giống lúa lai", "thuế trước bạ", "bến xe khách", "hòa giải viên"}
	plan := func(id, verb string, of []string) *extract.Plan {
		var tasks []string
		for _, o := range of {
			tasks = append(tasks, verb+" "+o+".")
		}
		return given(id, tasks...)
	}
	notes := func(plans ...*extract.Plan) (list []string) {
		for _, n := range Compare(plans, Options{}).Notes {
			list = append(list, n.Code+" "+n.Message)
		}
		return list
	}
	got := notes(plan("A", "Sửa chữa", things), plan("B", "Thống kê", others))
	if len(got) != 2 || !strings.HasPrefix(got[0], NoteLittle) || !strings.Contains(got[0], "0 of its 8 tasks (0%)") {
		t.Errorf("plans of two subjects have the notes %q", got)
	}
	if got := notes(plan("A", "Sửa chữa", things), plan("B", "Sửa chữa", things)); len(got) != 0 {
		t.Errorf("plans of one subject have the notes %q", got)
	}
	if got := notes(plan("A", "Sửa chữa", things[:3]), plan("B", "Thống kê", others[:3])); len(got) != 0 {
		t.Errorf("short plans have the notes %q", got)
	}
}

func TestTopic(t *testing.T) {
	for text, want := range map[string]string{
		"Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh và các sở, ngành liên quan tổ chức tập huấn sơ cứu; báo cáo kết quả.": "Tập huấn sơ cứu",
		"Tiếp tục theo dõi, đôn đốc việc trồng rừng.":                                                       "Theo dõi, đôn đốc việc trồng rừng",
		"Xây dựng mô hình “Cổng trường an toàn”, nhân rộng đến các xã vùng cao trong và ngoài tỉnh.":        "Xây dựng mô hình “Cổng trường an toàn”",
		"Phòng, chống thiên tai và tìm kiếm cứu nạn tại các vùng trọng điểm, đê điều xung yếu ven sông lớn": "Phòng, chống thiên tai và tìm kiếm cứu nạn tại các vùng trọng điểm",
		"Tổ chức lại giao thông quanh trường học.":                                                          "Tổ chức lại giao thông quanh trường học",
		"Tổ chức giao thông quanh trường học.":                                                              "Tổ chức giao thông quanh trường học",
		"Tiếp tục thực hiện nghiêm túc chế độ trực ban.":                                                    "Thực hiện nghiêm túc chế độ trực ban",
		"Thực hiện nghiêm túc việc tập huấn sơ cứu.":                                                        "Tập huấn sơ cứu",
		"Giao": "Giao",
		"":     "",
	} {
		c := Compare([]*extract.Plan{given("A", "so-y-te: "+text)}, Options{})
		if got := c.Rows[0].Topic; got != want {
			t.Errorf("topic of %q is %q, want %q", text, got, want)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("Giao Sở Y tế: chủ trì; báo cáo\nTheo dõi, đôn đốc thực hiện Kế hoạch này.", "Đôn đốc thực hiện Kế hoạch.\n“(")
	f.Add("132-KL/TW về phòng, chống\n\n", "100% hộ; về 36-CT/TW ngày 1/1/2025 của Bộ Chính trị về việc;")
	f.Fuzz(func(t *testing.T, a, b string) {
		tasks := func(s string) []string { return strings.Split(s, "\n")[:min(20, strings.Count(s, "\n")+1)] }
		plans := []*extract.Plan{given("A", tasks(a)...), given("B", tasks(b)...)}
		c := Compare(plans, Options{})
		n := 0
		for _, row := range c.Rows {
			n += len(row.Members)
		}
		if n != len(plans[0].Tasks)+len(plans[1].Tasks) {
			t.Fatalf("%d members for %d tasks", n, len(plans[0].Tasks)+len(plans[1].Tasks))
		}
		for _, kind := range MatrixKinds() {
			c.Matrix(kind, Vietnamese)
		}
	})
}

// TestOrderOfPlans: the same plans in another order have the same rows, with the
// same tasks in them, also where there are more than are compared each with each.
func TestOrderOfPlans(t *testing.T) {
	plans := scaletest.Plans(scaletest.Stock(t, ""), seedPlans+4)
	members := func(plans []*extract.Plan) []string {
		var rows []string
		for _, row := range Compare(plans, Options{}).Rows {
			var names []string
			for _, m := range row.Members {
				names = append(names, m.Plan+":"+m.Task)
			}
			slices.Sort(names)
			rows = append(rows, strings.Join(names, " "))
		}
		slices.Sort(rows)
		return rows
	}
	want := members(plans)
	turned := slices.Clone(plans)
	slices.Reverse(turned)
	if got := members(turned); !slices.Equal(got, want) {
		t.Error("the rows change with the order of the plans")
	}
}
