package render

import (
	"testing"

	"doichieu/extract"
)

func TestDue(t *testing.T) {
	for _, c := range []struct {
		d      extract.Deadline
		vi, en string
	}{
		{extract.Deadline{Kind: extract.By, From: "2026-04-01", To: "2026-06-30"}, "đến 30/06/2026", "until 2026-06-30"},
		{extract.Deadline{Kind: extract.Before, To: "2026-05-14"}, "đến 14/05/2026", "until 2026-05-14"},
		{extract.Deadline{Kind: extract.By, To: "2026-12-31", Inferred: "year"}, "đến 31/12/2026 (suy ra năm)", "until 2026-12-31 (year inferred)"},
		{extract.Deadline{Kind: extract.During, From: "2026-01-01", To: "2030-12-31"}, "từ 01/01/2026 đến 31/12/2030", "from 2026-01-01 until 2030-12-31"},
		{extract.Deadline{Kind: extract.During, From: "2026-09-05"}, "từ 05/09/2026", "from 2026-09-05"},
		{extract.Deadline{Kind: extract.Recurring, Every: "P1Y", On: "--12-09"}, "hằng năm đến ngày 09/12", "every year until 9 December"},
		{extract.Deadline{Kind: extract.Recurring, Every: "P1M", On: "---15"}, "hằng tháng đến ngày thứ 15", "every month until day 15"},
		{extract.Deadline{Kind: extract.Recurring, Every: "P6M"}, "6 tháng một lần", "every 6 months"},
		{extract.Deadline{Kind: extract.Recurring, Every: "P5Y"}, "mỗi P5Y", "each P5Y"},
		{extract.Deadline{Kind: extract.Recurring}, "định kỳ", "periodically"},
		{extract.Deadline{Kind: extract.Ongoing}, "thường xuyên", "all the time"},
		{extract.Deadline{Kind: extract.By, Raw: "khi có hướng dẫn"}, "", ""},
		{extract.Deadline{Kind: extract.By, To: "2026-13-45"}, "đến 2026-13-45", "until 2026-13-45"},
	} {
		if got := vietnamese.due(c.d); got != c.vi {
			t.Errorf("%+v: %q, want %q", c.d, got, c.vi)
		}
		if got := english.due(c.d); got != c.en {
			t.Errorf("%+v: %q, want %q", c.d, got, c.en)
		}
	}
}

func TestDueWithWords(t *testing.T) {
	d := extract.Deadline{Kind: extract.By, Raw: "trong quý II năm 2026", To: "2026-06-30"}
	if got, want := vietnamese.dueWithWords(d), "trong quý II năm 2026 (đến 30/06/2026)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	d = extract.Deadline{Kind: extract.Ongoing, Raw: "Thường xuyên"}
	if got := vietnamese.dueWithWords(d); got != "Thường xuyên" {
		t.Errorf("the words are said twice: %q", got)
	}
}

func TestEarliest(t *testing.T) {
	ds := []extract.Deadline{{Kind: extract.Ongoing}, {To: "2027-01-31"}, {To: "2026-12-31", From: "2026-02-01"}, {From: "2026-01-01"}}
	if got := earliest(ds); got != "2026-12-31" {
		t.Errorf("earliest last day is %q", got)
	}
	if got := firstFrom(ds); got != "2026-01-01" {
		t.Errorf("earliest first day is %q", got)
	}
	if earliest(nil) != "" || firstFrom(nil) != "" {
		t.Error("no deadlines have a date")
	}
}
