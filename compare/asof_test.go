package compare

import (
	"testing"
)

// TestAsOf: names move on the law's day, and what was read stays beside them.
func TestAsOf(t *testing.T) {
	plan := issuedPlan("HD", "Hải Dương", "2024-03-12")
	plan.Tasks[0].Text, plan.Tasks[0].Assignments[0].Agency, plan.Tasks[0].Assignments[0].Name = "Quản lý cơ sở cai nghiện", "so-lao-dong-tbxh", "Sở Lao động"
	for _, c := range []struct{ day, unit, agency, former string }{
		{"2024-12-31", "", "so-lao-dong-tbxh", ""},
		{"2025-02-28", "", "so-lao-dong-tbxh", ""},
		{"2025-03-01", "", "cong-an-tinh", "Sở Lao động"},
		{"2025-07-01", "Hải Phòng", "cong-an-tinh", "Sở Lao động"},
		{"2020-01-01", "", "so-lao-dong-tbxh", ""},
	} {
		got := AsOf(plan, c.day)
		a := got.Tasks[0].Assignments[0]
		former := ""
		if a.Former != nil {
			former = a.Former.Name
		}
		if got.Document.Unit != c.unit || got.Document.Locality != "Hải Dương" || a.Agency != c.agency || former != c.former {
			t.Errorf("%s: unit %q, agency %s, former %q", c.day, got.Document.Unit, a.Agency, former)
		}
	}
	if plan.Tasks[0].Assignments[0].Former != nil || plan.Document.Unit != "" {
		t.Error("the plan given was changed")
	}
	for _, c := range []struct{ locality, issued, day, want string }{
		{"Hải Phòng", "2024-05-01", "2025-07-01", "Hải Phòng"},
		{"Hải Dương", "2024-05-01", "2025-07-01", "Hải Phòng (Hải Dương cũ)"},
		{"Hải Dương", "", "2025-07-01", "Hải Phòng (Hải Dương cũ)"},
		{"Thừa Thiên Huế", "2024-05-01", "2025-01-01", "Huế (Thừa Thiên Huế cũ)"},
		{"Thừa Thiên Huế", "2024-05-01", "2024-12-31", "Thừa Thiên Huế"},
		{"Huế", "2025-05-01", "2024-05-01", "Huế"},
		{"Thanh Lộc", "2024-05-01", "2025-07-01", "Thanh Lộc"},
	} {
		doc := AsOf(issuedPlan("P", c.locality, c.issued), c.day).Document
		if got := (Column{Locality: doc.Locality, Unit: doc.Unit}).Place(Vietnamese); got != c.want {
			t.Errorf("%s on %s is %s, want %s", c.locality, c.day, got, c.want)
		}
	}
}
