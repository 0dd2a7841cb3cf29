package extract

import (
	"strings"

	"doichieu/corpus/lazy"
	"doichieu/extract/vocab"
)

// manner is how somebody is to direct: "chỉ đạo quyết liệt".
const manner = `(?:(?:\s*,\s*|\s+và\s+|\s+)(?:cụ thể|quyết liệt|chặt chẽ|trực tiếp|thường xuyên|kịp thời|sát sao|nghiêm túc|đầy đủ|chi tiết|thống nhất|toàn diện|ngay|tốt|kỹ|tích cực|mạnh mẽ|đồng bộ|khẩn trương|hiệu quả|có hiệu quả|nghiêm))`

var (
	rePartner = lazy.MustCompile(`phối hợp|chủ trì,? cùng(?: với)?`)
	// Words of manner between "phối hợp" and the partner where "với" is left out.
	reWithGap = lazy.MustCompile(`^[\s,]*(?:(?:chặt chẽ|đồng bộ|hiệu quả|có hiệu quả|thường xuyên|tích cực|kịp thời|chủ động|tốt|liên ngành|cùng|và|hướng dẫn|chỉ đạo|đôn đốc|hỗ trợ|giúp đỡ)[\s,]*)*` + listHead + `(?:` + titles + `\s+)*$`)
	// "phối hợp ... với X", and "với lực lượng ... của X".
	reWithWith = lazy.MustCompile(`^(?:[^.;:()]{0,60}?[\s,])?(?:với|cùng)(?:\s+cả)?\s+` + listHead + `(?:` + titles + `\s+)*$`)
	reWithOf   = lazy.MustCompile(`^(?:[^.;:()]{0,40}?[\s,])?với\s+(?:các )?(?:lực lượng|đơn vị|cơ quan|bộ phận|đội ngũ|phòng)\s[^.;:()]{0,90}?\s(?:của|thuộc)\s+(?:` + titles + `\s+)*$`)

	// A chain of verbs of command in front of an agency, and those of them by
	// which somebody is told to act.
	reCommand = lazy.MustCompile(`(?:^|[\s(])((?:tham mưu|chỉ đạo|điều phối|điều hành|hướng dẫn|theo dõi|đôn đốc|kiểm tra|giám sát|giao nhiệm vụ cho|giao|yêu cầu|phân công|định hướng|đề nghị)(?:(?:\s*[,;]\s*|\s+và\s+|\s*,\s*và\s+)(?:chỉ đạo|điều phối|điều hành|hướng dẫn|theo dõi|đôn đốc|kiểm tra|giám sát|giao|yêu cầu|phân công|định hướng|tổ chức))*)` + manner + `*\s+` + listHead + `(?:` + titles + `\s+)*$`)
	reTells   = lazy.MustCompile(`chỉ đạo|hướng dẫn|giao|yêu cầu|phân công`)
	// In front of the chain these make a topic of it: "vai trò của Ban Chỉ đạo
	// trong chỉ đạo, đôn đốc các sở".
	reTopic = lazy.MustCompile(`(?:trong|về|việc|sự|công tác|được|đã|phương án|đề án|cơ chế|theo|để|tiếp)\s*$`)
)

// partners finds all lists behind "phối hợp ... với" and "chủ trì cùng".
func (s *sentence) partners() []owner {
	var out []owner
	for _, at := range rePartner.FindAllStringIndex(s.norm.Text, -1) {
		if !s.norm.Bounded(at[0], at[1]) {
			continue
		}
		_, pos := s.norm.Span(at[0], at[1])
		i := s.next(pos)
		if i == len(s.ms) {
			break
		}
		if s.ms[i].Span.Start-pos > reach {
			continue
		}
		gap := s.between(pos, s.ms[i].Span.Start)
		with := reWithWith.MatchString(gap) && words(gap) <= 8 || reWithOf.MatchString(gap)
		if !strings.Contains(gap, "giữa") && (with || reWithGap.MatchString(gap)) {
			owners, _ := s.list(i, "partner", false)
			out = append(out, owners...)
		}
	}
	return unique(out)
}

// directed finds the bodies that the lead is told to direct.
func (s *sentence) directed() []owner {
	var out []owner
	end := 0
	for i := 0; i < len(s.ms); i++ {
		if s.ms[i].Span.Start < end {
			continue
		}
		gap := s.between(end, s.ms[i].Span.Start)
		end = s.ms[i].Span.End
		m := reCommand.FindStringSubmatchIndex(gap)
		if m == nil || !reTells.MatchString(gap[m[2]:m[3]]) || reTopic.MatchString(gap[:m[2]]) ||
			strings.HasPrefix(gap[m[2]:], "giao") && !reHandsOver.MatchString(gap[:m[2]]) {
			continue
		}
		var owners []owner
		owners, end = s.list(i, "directed", false)
		for k, o := range owners {
			// A lead directs parts of its own; the part is meant.
			if part, ok := vocab.Agencies().ByID(o.Division); ok {
				owners[k].Agency, owners[k].Name = part.ID, part.Name
			}
		}
		out = append(out, owners...)
	}
	return unique(out)
}
