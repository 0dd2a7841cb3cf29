package ingest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"doichieu/corpus/vn"
	"doichieu/ingest/internal/pdftext/pdftest"
)

// TestOtherLanguages reads pages in other languages, which are no nonsense, and
// text with lost, false or missing letters, which is.
func TestOtherLanguages(t *testing.T) {
	for _, c := range []struct{ name, words string }{
		{"English", "Beautiful is better than ugly. Explicit is better than implicit. Now is better than never, although never is often better than right now. In the face of ambiguity, refuse the temptation to guess. There should be only one obvious way to do it, if the implementation is easy to explain."},
		{"German", "Die Gemeinde hat ihren Plan für das kommende Jahr beschlossen und die Verwaltung damit beauftragt, den Bericht über die Ausführung vorzulegen."},
		{"French", "Le comité populaire de la province publie le plan de mise en œuvre, avec les tâches confiées aux services et les délais fixés pour chacune."},
		{"Russian", "Народный комитет провинции утвердил план выполнения решения и поручил отделам представить отчёт до конца года."},
		{"Greek", "Η επιτροπή της επαρχίας ενέκρινε το σχέδιο και ανέθεσε στις υπηρεσίες την έκθεση μέχρι το τέλος του έτους."},
		{"Chinese", "人民 委员会 发布 计划 实施 决议 各 部门 负责 报告 年底 之前 完成 任务"},
		{"a list of codes", "a1 x2701 a2 x2702 a202 x2703 a3 x2704 a4 x260E a5 x2706 a119 x2707"},
	} {
		doc := readBytes(t, "a.pdf", pdftest.File(planPage(strings.Repeat(c.words+" ", 12))))
		if got := doc.Pages[0].Verdict; got != verdictText {
			t.Errorf("%s: verdict %q", c.name, got)
		}
	}
	shifted := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return 'a' + (r-'a'+3)%26
		}
		return r
	}, "the committee shall report to the assembly on the use of funds and the state of the projects in this plan ")
	for _, c := range []struct{ name, words string }{
		{"a false ToUnicode", "quy ÿӏQK YӅ KRҥW ÿӝQJ NLӇP tra chuyên ngành và các quy ÿӏQK pháp OXұW có liên quan minh EҥFK không làm FҧQ WUӣ KRҥW ÿӝQJ VҧQ [XҩW kinh doanh bình WKѭӡQJ"},
		{"lost letters", "Trißn khai thÿc hißn Nghß quy¿t sß cÿa Chính phÿ và K¿ ho¿ch cÿa Ban Th±ßng vÿ Tßnh ÿy vß thÿc hißn K¿t lu¿n cÿa Bß Chính trß vß ti¿p tÿc thÿc hißn"},
		{"missing marks", vn.Fold(planWords)},
		{"shifted letters", shifted},
		{"OCR in another language", "CQNG HOA XA HOr CHir NGHIA VIET NAM DQc lap Ty do Hanh phuc Uy ban nhan dan tinh ve viec trien khai thirc hien Nghi quyet cua Chinh phu"},
	} {
		_, err := Read(context.Background(), "a.pdf", pdftest.File(planPage(strings.Repeat(c.words+" ", 12))))
		if !errors.Is(err, ErrNoText) {
			t.Errorf("%s: error %v, want ErrNoText", c.name, err)
		}
	}
}

// TestEnglishWords: none of the words can be taken for a Vietnamese syllable.
func TestEnglishWords(t *testing.T) {
	for w := range englishWords {
		if isSyllable(w) {
			t.Errorf("%q has the form of a Vietnamese syllable", w)
		}
	}
}

// TestPDFMissingPage: a page that the file has lost is told loudly, and keeps its
// number.
func TestPDFMissingPage(t *testing.T) {
	data := pdftest.File(planPage(planWords), planPage(planWords))
	lost := strings.Replace(string(data), "\n10 0 obj", "\n99 0 obj", 1)
	doc := readBytes(t, "a.pdf", []byte(lost))
	if len(doc.Pages) != 2 || doc.Pages[0].Verdict != verdictDamaged || doc.Pages[1].Verdict != verdictText || !hasNote(doc, NotePageDamaged) {
		t.Errorf("pages %+v, notes %+v", doc.Pages, doc.Notes)
	}
}
