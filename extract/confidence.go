package extract

import "math"

// RuleInfo describes a rule to people: Description says, in Vietnamese, what
// the rule reads, Confidence how sure a cell is that it gave.
type RuleInfo struct {
	Name        string
	Description string
	Confidence  float64
}

// Confidence is the share of the cells given by a rule that a careful reader
// leaves as they are. It was measured on twelve papers of different kinds that
// were labelled by hand, 551 tasks: with n cases of which k were right,
// (k+1)/(n+2). Subject was right 529 times of 533, partner 216 of 217, told 27 of
// 28, presiding 205 of 205, nearly all of them in one paper; a body that is known
// by its form alone 43 of 48. The others were seen less than five times, or not
// at all. Those get what their wording promises: labels and columns say outright
// who does what and fail only where the cell was read badly; words inside a
// sentence leave more room for doubt, clauses and later sentences most.
var ownerRules = []RuleInfo{
	{"subject", "cơ quan đứng đầu ý hoặc là đề mục của các ý bên dưới", 0.99},
	{"clause", "cơ quan đứng đầu vế sau hoặc câu sau và có việc phải làm", 0.80},
	{"told", "cơ quan được giao, được yêu cầu, hoặc đứng sau do", 0.93},
	{"sentence", "cơ quan đứng đầu một câu hoặc vế sau, khi ý không có chủ thể nào khác", 0.75},
	{"presiding", "cơ quan chủ trì nêu trong ngoặc hoặc sau dấu phẩy", 0.95},
	{"bracketed", "ngoặc ở cuối ý nêu cơ quan và thời gian", 0.93},
	{"partner", "cơ quan đứng sau phối hợp với", 0.99},
	{"directed", "cơ quan mà cơ quan chủ trì phải chỉ đạo, hướng dẫn thực hiện", 0.95},
	{"label", "nhãn Cơ quan chủ trì, Cơ quan phối hợp ở dòng riêng hoặc trong ý", 0.97},
	{"column", "cột chủ trì, phối hợp của bảng nhiệm vụ", 0.96},
}

// OwnerRules lists the rules that give a task to agencies.
func OwnerRules() []RuleInfo { return append([]RuleInfo{}, ownerRules...) }

// Rules of time limits with less certainty than usual: what they read is often
// also said of papers, data and aims, or leaves the day open.
var doubtfulLimits = map[string]float64{
	"periodic-open": 0.85, "occasion": 0.90, "session": 0.85, "in-stage": 0.85, "opening-period": 0.85,
	"until-year": 0.85, "from-date": 0.80, "frequency": 0.85, "every-period": 0.90, "ahead-of-event": 0.85,
	"duration": 0.85, "after-event": 0.90, "now-until": 0.85,
}

const (
	usualLimit   = 0.98 // of a time limit: 85 cases, all right; doubtful ones among them
	unknownBody  = 0.88 // a body told by its form alone may be cut too short or too long
	inferredYear = 0.90 // the words do not state the year
)

// ownerConfidence is how sure an owner is that the rule gave.
func ownerConfidence(rule string, unknown bool) float64 {
	c := 0.0
	for _, r := range ownerRules {
		if r.Name == rule {
			c = r.Confidence
		}
	}
	if unknown {
		c *= unknownBody
	}
	return percent(c)
}

// limitConfidence is how sure a time limit is that the rule read.
func limitConfidence(rule, inferred string) float64 {
	c, doubtful := doubtfulLimits[rule]
	if !doubtful {
		c = usualLimit
	}
	if inferred != "" {
		c *= inferredYear
	}
	return percent(c)
}

// percent rounds to two places: more would pretend to a precision that nobody
// measured.
func percent(c float64) float64 { return math.Round(c*100) / 100 }
