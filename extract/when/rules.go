package when

// rule is a row of the table. A rule without build reads words that look like
// a time limit and are none; they are taken so that no part of them is read.
type rule struct {
	name        string
	description string
	patterns    []string
	check       func(*match) bool // nil: always
	build       func(*match) []Deadline
	bare        bool // counts only in a time column or behind a label
	label       bool // announces that bare periods follow
}

// slots are the functions behind {name} in a pattern.
var slots = map[string]slot{
	"day":        readDay,
	"hour":       readHour,
	"dayofmonth": readDayOfMonth,
	"period":     readPeriod,
	"vague":      readVague,
	"point":      readPoint,
	"year":       readBareYear,
	"quarters":   readQuarterNumber,
	"years":      readYears,
	"count":      readCount,
	"unit":       readUnit,
	"anchor":     readAnchor,
	"recurring":  readRecurring,
	"turns":      readTurns,
	"frequency":  readFrequency,
	"yearless":   readYearlessDate,
	"title":      readTitle,
	"word":       readWord,
}

// done are the words that a drafter puts before a limit to say that the work
// is finished by then; they belong to what is printed as the limit.
const done = "[dự kiến] [phải] [hoàn thành|hoàn thành xong|hoàn tất|xong|thực hiện xong|hoàn thành việc này|hoàn thành và báo cáo] "

// rules is the table, in the order in which equally long matches are decided.
var rules = []rule{
	// Time columns and what stands behind a label: first, so that there they
	// decide where others fit as well.
	{
		name: "bare-years", description: "cột thời gian: giai đoạn, các năm",
		patterns: []string{"[giai đoạn|các năm|trong giai đoạn|năm] [từ] {years}"},
		bare:     true, build: throughYears,
	},
	{
		name: "all-year", description: "cả năm, trong suốt thời gian thực hiện, trong cột thời gian",
		patterns: []string{"(cả năm|quanh năm|suốt năm|trong cả năm|các ngày trong năm) [{year}]", "cả {period}"},
		bare:     true, build: always,
	},
	{
		name: "bare-range", description: "cột thời gian: từ kỳ này đến kỳ kia",
		patterns: []string{"{point} (-|đến|tới) [hết] {point}", "{point} (-|đến) {quarters}", "tháng {dayofmonth} (-|đến) {point}", "tháng {dayofmonth} (-|đến) {dayofmonth}", "{dayofmonth} - {day}", "{point} đến {year}"},
		bare:     true, build: bareRange,
	},
	{
		name: "bare-from", description: "cột thời gian: từ một kỳ trở đi",
		patterns: []string{"[bắt đầu|kể] từ {point} [trở đi]", "{period} (trở đi|và (các|những) năm (tiếp theo|sau))"},
		bare:     true, build: fromDate,
	},
	{
		name: "bare-until", description: "cột thời gian: đến một kỳ",
		patterns: []string{"(đến|hết|trước hết) {point}", "đến {year}"},
		bare:     true, build: untilDate,
	},
	{
		name: "bare-period", description: "cột thời gian: ngày, tháng, quý, năm đứng riêng",
		patterns: []string{"[trong|vào|dự kiến|hoàn thành] {point} [(,|và|;) {quarters}] [(,|và) {quarters}]", "[trong|vào] {point} (,|và) {point}", "{year}"},
		bare:     true, build: bareDates,
	},
	{
		name: "bare-hour", description: "cột thời gian: giờ của một ngày, lúc sự việc diễn ra",
		patterns: []string{"[từ|vào|lúc|vào lúc] {hour} [,|-] {day}"},
		bare:     true, build: onDay,
	},
	{
		name: "bare-this-year", description: "cột thời gian: trong năm, không nêu năm",
		patterns: []string{"(trong|trong suốt) năm [nay]"},
		bare:     true, build: thisYear,
	},

	// Names and facts that look like limits.
	{
		name: "period-of-name", description: "không phải thời hạn: giai đoạn, thời kỳ, nhiệm kỳ, năm học trong tên chương trình, kế hoạch",
		patterns: []string{"(giai đoạn|thời kỳ|thời kì|nhiệm kỳ|niên độ|các năm|năm học) [từ] {years}", "(giai đoạn|thời kỳ) (đến|từ nay đến) [hết] {period}"},
	},
	{
		name: "horizon-of-name", description: "không phải thời hạn: định hướng, tầm nhìn đến một năm",
		patterns: []string{"(định hướng|tầm nhìn|mục tiêu|quy hoạch) [đến|tới] [hết] {period}"},
	},
	{
		name: "year-of-account", description: "không phải thời hạn: so với năm trước, tính đến ngày, số liệu của kỳ",
		patterns: []string{"so với [cùng kỳ] {point}", "[số liệu] tính (đến|từ|tới) [hết] {point} [đến [hết] {point}]", "cùng kỳ {period}", "(sơ kết|tổng kết|báo cáo|kết quả) {period}"},
	},

	// Days and what ends with one.
	{
		name: "before-date", description: "trước một ngày, tháng, quý, năm: ngày cuối là ngày liền trước",
		patterns: []string{done + "trước [thời điểm|thời hạn|mốc] [{hour}] [hết] {point}", done + "(chậm nhất|muộn nhất) [là] trước [{hour}] {point}", done + "trước {year}", done + "đến trước {point}"},
		check:    asksFor, build: beforeDate,
	},
	{
		name: "no-later-than", description: "chậm nhất (muộn nhất, không quá) một ngày hoặc hết một kỳ",
		patterns: []string{done + "(chậm nhất|muộn nhất|trễ nhất|không chậm hơn|không muộn hơn|không quá) [là] [đến|vào|trong] [{hour}] [hết] {point}", "(hạn cuối|thời hạn cuối|hạn chót) [là] [đến|:] [hết] {point}"},
		check:    asksFor, build: untilDate,
	},
	{
		name: "until-date", description: "đến (hết) một ngày, hoặc đến hết một tháng, quý, năm",
		patterns: []string{done + "(đến|cho đến|tới) [hết] {day}", done + "(đến|cho đến|tới) hết {period}", done + "(đến|cho đến|tới) {vague}", "đến hết {year}", done + "hết {point}"},
		check:    untilAsked, build: untilDate,
	},
	{
		name: "until-year", description: "đến năm, tháng, quý ở đầu câu, hoặc hoàn thành đến kỳ đó",
		patterns: []string{"(đến|tới) {period}", "(hoàn thành|xong) (đến|tới) {period}", "phấn đấu (đến|tới) {period} [cơ bản] (hoàn thành|xong)"},
		check:    untilYearAsked, build: untilDate,
	},
	{
		name: "on-date", description: "thực hiện vào một ngày",
		patterns: []string{"[tổ chức|thực hiện] (vào|trong) {day}", "[tổ chức|thực hiện] vào ngày {day}"},
		check:    asksFor, build: onDay,
	},
	{
		name: "done-on-date", description: "hoàn thành vào một ngày",
		patterns: []string{"(hoàn thành|hoàn tất|xong) [vào|trong] {day}", "(hoàn thành|xong) : {day}"},
		check:    asksFor, build: untilDate,
	},

	// Months, quarters, halves, years.
	{
		name: "within-period", description: "trong (vào) một tháng, quý, nửa năm, năm",
		patterns: []string{done + "[thực hiện|tổ chức thực hiện|triển khai|tổ chức] (trong|ngay trong|ngay từ|vào|trong và sau) {period}"},
		check:    inPeriod, build: withinPeriod,
	},
	{
		name: "done-in-period", description: "hoàn thành (dự kiến) một tháng, quý, năm, không có chữ trong",
		patterns: []string{"(hoàn thành|hoàn tất|xong|dự kiến|dự kiến hoàn thành|thời gian hoàn thành|thời gian) [:] {period}"},
		check:    inPeriod, build: withinPeriod,
	},
	{
		name: "bracketed-period", description: "một tháng, quý, năm trong ngoặc ở cuối ý",
		patterns: []string{"{open} {period} {close}"},
		check:    closes, build: bracketed,
	},
	{
		name: "stage", description: "giai đoạn (năm) đứng đầu đoạn, trước dấu hai chấm",
		patterns: []string{"giai đoạn [{count}|{word}] {open} [từ] {years} {close}", "giai đoạn [từ] {years} :", "giai đoạn [{count}] : [từ] {years}"},
		check:    atStart, build: throughYears,
	},
	{
		name: "stage-of-period", description: "năm, quý, tháng đứng đầu đoạn, trước dấu hai chấm",
		patterns: []string{"{period} :", "giai đoạn [{count}|{word}] {open} {period} {close}"},
		check:    atStart, build: stagePeriod,
	},
	{
		name: "opening-period", description: "năm, quý, tháng mở đầu câu, trước dấu phẩy và một việc phải làm",
		patterns: []string{"{period} ,"},
		check:    opensDoing, build: stagePeriod,
	},

	// Spans.
	{
		name: "from-to", description: "từ ngày (tháng, quý) ... đến ngày (tháng, quý) ...",
		patterns: []string{"[thực hiện|tổ chức|triển khai|thời gian] [bắt đầu] [kể] từ {point} (đến|tới|-|cho đến) [hết] {point}", "[thực hiện|tổ chức] từ {dayofmonth} (đến|tới|-) [hết] {day}"},
		check:    spanAsked, build: throughDates,
	},
	{
		name: "through-stage", description: "thực hiện trong giai đoạn, trong các năm ...",
		patterns: []string{"(thực hiện|triển khai|tổ chức|tiến hành|hoàn thành|tổ chức thực hiện|triển khai thực hiện) (trong|trong cả) (giai đoạn|các năm|{count} năm|các năm từ|giai đoạn từ) [{open}] {years} [{close}]", "(thực hiện|triển khai) từ năm {years}"},
		check:    asksFor, build: throughYears,
	},
	{
		name: "in-stage", description: "trong giai đoạn ... ở đầu câu, hoặc ở cuối ý nếu việc phải làm không phải là viết kế hoạch cho giai đoạn đó",
		patterns: []string{"trong (giai đoạn|các năm|{count} năm) {years}", "giai đoạn {years} ,"},
		check:    stageAsked, build: throughYears,
	},
	{
		name: "now-until", description: "từ nay đến hết một ngày, kỳ",
		patterns: []string{"[kể] từ (nay|bây giờ) [cho] (đến|tới) [hết|trước] {point}", "[kể] từ nay [cho] (đến|tới) {year}"},
		check:    nowAsked, build: untilThen,
	},
	{
		name: "from-date", description: "bắt đầu từ một ngày, kỳ, không có hạn cuối",
		patterns: []string{"[bắt đầu|kể] từ {point} [trở đi|trở về sau|và (các|những) năm tiếp theo]", "bắt đầu [thực hiện] [từ] {point}"},
		check:    beginAsked, build: fromDate,
	},

	// Counted from an event.
	{
		name: "after-event", description: "sau, trong (thời hạn) bao nhiêu ngày kể từ một sự kiện; tính được nếu kể từ ngày ban hành văn bản này",
		patterns: []string{
			"[chậm nhất|muộn nhất|không quá|hoàn thành] [là] [sau|trong|trong thời hạn|trong thời gian|trong vòng|thời hạn] [tối đa|không quá|chậm nhất] {count} {unit} [,] (kể từ|tính từ|từ|kể từ sau|tính kể từ) (ngày|khi|thời điểm|lúc) {anchor}",
			"(chậm nhất|muộn nhất|không quá|trong|trong vòng|trong thời hạn) [là|sau] {count} {unit} [,] (sau khi|sau ngày) {anchor}",
		},
		check: durationAsked, build: afterEvent,
	},
	{
		name: "duration", description: "trong thời hạn (vòng) bao nhiêu ngày, không nêu mốc",
		patterns: []string{"(trong thời hạn|trong vòng|trong thời gian|chậm nhất|muộn nhất|không quá|chậm nhất sau|chậm nhất là) [tối đa|không quá] {count} {unit}"},
		check:    durationAsked, build: withoutDay,
	},
	{
		name: "ahead-of-event", description: "trước một sự kiện bao nhiêu ngày",
		patterns: []string{"[chậm nhất] trước [ít nhất|tối thiểu] {count} {unit}", "[ít nhất|tối thiểu] {count} {unit} trước (ngày|khi) {anchor}"},
		check:    durationAsked, build: ahead,
	},

	// Again and again.
	{
		name: "day-of-recurring", description: "trước (vào, chậm nhất) một ngày của hằng tháng, quý, năm",
		patterns: []string{
			done + "[trước|chậm nhất|chậm nhất là|muộn nhất|vào|vào dịp|dịp|nhân dịp|đến|trong|chậm nhất vào|chậm nhất trước] [{hour}] {yearless} [(và|,) [trước] {yearless}] [của] [,] {recurring}",
			"[định kỳ] (trước|chậm nhất|chậm nhất là|muộn nhất|vào|chậm nhất vào|đến|ngày) [{hour}] {dayofmonth} [(và|,) {dayofmonth}] [của] {recurring}",
			"(trước|chậm nhất|chậm nhất là|muộn nhất|vào) [{hour}] {dayofmonth} [của] tháng (cuối|đầu) [của] [mỗi|hằng|hàng] quý",
			"[trước|chậm nhất|chậm nhất là|muộn nhất|vào|lúc|vào lúc] {hour} [các ngày] [,] {recurring}",
			"[trước|chậm nhất|chậm nhất là|muộn nhất|vào] [{hour}] [ngày|sáng|chiều] (thứ (hai|ba|tư|năm|sáu|bảy)|chủ nhật) [của] {recurring}",
		},
		check: asksFor, build: againOn,
	},
	{
		name: "periodic", description: "định kỳ mỗi bao lâu, kèm ngày nếu có",
		patterns: []string{"(định kỳ|định kì) [,] [vào] {turns}", "(định kỳ|định kì) {open} {turns} {close}"},
		check:    turnsAsked, build: again,
	},
	{
		name: "every-period", description: "hằng (mỗi) ngày, tuần, tháng, quý, năm, khi nói về việc làm",
		patterns: []string{"{recurring}"},
		check:    recursAsked, build: again,
	},
	{
		name: "frequency", description: "bao nhiêu lần một năm, quý, tháng",
		patterns: []string{"[ít nhất|tối thiểu] {frequency}"},
		check:    recursAsked, build: again,
	},
	{
		name: "periodic-open", description: "định kỳ, không nêu bao lâu, ở đầu ý",
		patterns: []string{"định kỳ", "định kì"},
		check:    regularAsked, build: again,
	},

	// Occasions.
	{
		name: "occasion", description: "tháng hành động, tuần lễ, đợt, kỳ họp có thời gian trong ngoặc",
		patterns: []string{
			"[trong|vào|tại|nhân] (tháng (hành động|cao điểm|{word})|tuần lễ|đợt cao điểm|đợt|chiến dịch|kỳ họp|phiên họp) {title} {open} [dự kiến] [trong|vào|từ] {point} [(-|đến) {point}] {close}",
		},
		check: asksFor, build: onOccasion,
	},
	{
		name: "session", description: "tại kỳ họp giữa năm, cuối năm hoặc của một tháng",
		patterns: []string{"(trong|tại|vào) (kỳ họp|phiên họp) [thường lệ|thường kỳ|lệ] [hội đồng nhân dân [tỉnh|thành phố|huyện|xã]|hđnd [tỉnh|thành phố|huyện|xã]] [vào|trong] {period}"},
		check:    asksFor, build: atSession,
	},

	// All the time.
	{
		name: "always", description: "thường xuyên, liên tục là quy tắc thời gian của nhiệm vụ: ở đầu nhiệm vụ, trong cột thời gian",
		patterns: []string{"(thường xuyên|liên tục|thường xuyên , liên tục|liên tục , thường xuyên|thường xuyên và liên tục)"},
		check:    alwaysAsked, build: always,
	},
	{
		name: "always-bracketed", description: "thường xuyên trong ngoặc ở cuối ý",
		patterns: []string{"{open} [thực hiện|nhiệm vụ|làm|triển khai] thường xuyên [hằng năm|hàng năm|, liên tục] {close}"},
		build:    always,
	},

	// Labels, and in a time column periods without "hằng": last, as the rules
	// for "hằng" know more.
	{
		name: "label", description: "nhãn Thời gian, Thời hạn, Tiến độ ... đứng trước thời hạn", label: true,
		patterns: []string{"(thời gian|thời hạn|tiến độ|thời điểm) [thực hiện|hoàn thành|triển khai|báo cáo|tổ chức|gửi báo cáo] [dự kiến] :"},
	},
	{
		name: "bare-turns", description: "cột thời gian: các kỳ tháng, quý, năm",
		patterns: []string{"{turns}"},
		check:    turnsOnly, bare: true, build: again,
	},
}
