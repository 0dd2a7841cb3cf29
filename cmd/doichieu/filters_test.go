package main

import (
	"testing"

	"doichieu/extract"
)

func TestFiltersOnTasks(t *testing.T) {
	task := extract.Task{
		ID: "II/1",
		Assignments: []extract.Assignment{
			{Role: extract.Lead, Agency: "so-noi-vu", Name: "Sở Nội vụ", Raw: "Sở Nội vụ"},
			{Role: extract.Coordinating, Agency: "cong-an-tinh", Name: "Công an tỉnh", Raw: "Công an thành phố"},
		},
		Deadlines: []extract.Deadline{{Kind: extract.By, From: "2026-04-01", To: "2026-06-30"}},
	}
	tests := []struct {
		name    string
		filters filters
		want    bool
	}{
		{"no filter", filters{}, true},
		{"the id of the lead", filters{agencies: []string{"so-noi-vu"}}, true},
		{"a part of the name, without accents", filters{agencies: []string{"noi vu"}}, true},
		{"the words as printed", filters{agencies: []string{"công an thành phố"}}, true},
		{"another agency", filters{agencies: []string{"so-y-te"}}, false},
		{"one of two agencies", filters{agencies: []string{"so-y-te", "cong-an-tinh"}}, true},
		{"the agency in its role", filters{agencies: []string{"cong-an-tinh"}, role: "coordinating"}, true},
		{"the agency in another role", filters{agencies: []string{"cong-an-tinh"}, role: "lead"}, false},
		{"a role that nobody has", filters{role: "implementing"}, false},
		{"due in the year", filters{from: "2026", to: "2026"}, true},
		{"due on its last day", filters{from: "2026-06-30"}, true},
		{"due after its last day", filters{from: "2026-07"}, false},
		{"due on its first day", filters{to: "2026-04-01"}, true},
		{"due before its first day", filters{to: "2026-03"}, false},
	}
	for _, tt := range tests {
		if got := tt.filters.task(task); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestFiltersOnOpenDeadlines(t *testing.T) {
	tests := []struct {
		name     string
		deadline extract.Deadline
		want     bool
	}{
		{"a last day inside", extract.Deadline{To: "2026-05-01"}, true},
		{"a last day after", extract.Deadline{To: "2027-05-01"}, false},
		{"a first day before, without end", extract.Deadline{From: "2020-01-01"}, true},
		{"a first day after, without end", extract.Deadline{From: "2027-01-01"}, false},
		{"no dates", extract.Deadline{Kind: extract.Ongoing}, false},
	}
	f := filters{from: "2026-01", to: "2026-12"}
	for _, tt := range tests {
		if got := f.task(extract.Task{Deadlines: []extract.Deadline{tt.deadline}}); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestFiltersOnPlans(t *testing.T) {
	p := &extract.Plan{
		Document: extract.Record{Locality: "Lâm Giang", DocType: "QĐ"},
		Tasks:    []extract.Task{{ID: "1"}, {ID: "2", Assignments: []extract.Assignment{{Role: extract.Lead, Agency: "so-y-te"}}}},
		Targets:  []extract.Target{{Of: "all"}, {Of: "one", Task: "1"}, {Of: "two", Task: "2"}},

		Provisions: []extract.Provision{{ID: "I/1"}},
	}
	tests := []struct {
		name                       string
		filters                    filters
		plans                      int
		tasks, targets, provisions int
	}{
		{"no filter", filters{}, 1, 2, 3, 1},
		{"the locality with its kind, without accents", filters{localities: []string{"tinh lam giang"}}, 1, 2, 3, 1},
		{"a part of the locality", filters{localities: []string{"Lâm"}}, 0, 0, 0, 0},
		{"the type without accents", filters{types: []string{"qd"}}, 1, 2, 3, 1},
		{"another type", filters{types: []string{"Q"}}, 0, 0, 0, 0},
		{"tasks of an agency, with their targets only", filters{agencies: []string{"so-y-te"}}, 1, 1, 1, 0},
	}
	for _, tt := range tests {
		got := tt.filters.apply([]*extract.Plan{p})
		if len(got) != tt.plans {
			t.Errorf("%s: %d plans, want %d", tt.name, len(got), tt.plans)
			continue
		}
		if tt.plans > 0 && (len(got[0].Tasks) != tt.tasks || len(got[0].Targets) != tt.targets) {
			t.Errorf("%s: %d tasks and %d targets, want %d and %d", tt.name, len(got[0].Tasks), len(got[0].Targets), tt.tasks, tt.targets)
		}
		if tt.plans > 0 && len(got[0].Provisions) != tt.provisions {
			t.Errorf("%s: %d provisions, want %d", tt.name, len(got[0].Provisions), tt.provisions)
		}
	}
	if len(p.Tasks) != 2 || len(p.Targets) != 3 || len(p.Provisions) != 1 {
		t.Error("the plan itself was changed")
	}
}

func TestDaysOfFilters(t *testing.T) {
	tests := []struct{ from, to, first, last string }{
		{"", "", "", ""},
		{"2026", "2026", "2026-01-01", "2026-12-31"},
		{"2026-02", "2026-02", "2026-02-01", "2026-02-28"},
		{"2028-02", "2028-02", "2028-02-01", "2028-02-29"},
		{"2026-02-03", "2026-02-03", "2026-02-03", "2026-02-03"},
	}
	for _, tt := range tests {
		f := filters{from: tt.from, to: tt.to}
		if err := f.check(); err != nil || f.firstDay() != tt.first || f.lastDay() != tt.last {
			t.Errorf("%q to %q: %q to %q, %v", tt.from, tt.to, f.firstDay(), f.lastDay(), err)
		}
	}
	for _, bad := range []string{"26", "2026-13", "2026-02-29", "2026-2", "hôm nay", "2026-01-01x"} {
		if err := (&filters{from: bad}).check(); err == nil {
			t.Errorf("%q passes for a day", bad)
		}
	}
}
