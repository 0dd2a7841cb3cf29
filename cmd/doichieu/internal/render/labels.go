package render

import (
	"fmt"
	"strings"
)

// Languages are the languages of headings and legends, the default first. The
// words of the plans are never translated.
func Languages() []string { return []string{"vi", "en"} }

// labels are the words that the program itself writes into a table. Every
// language fills every field; a test checks it.
type labels struct {
	Lang, Title, TitleByAgency, TitleByDeadline, TitleByTarget, TitleOverTime, TasksTitle, None string

	// Headings of columns.
	Number, Topic, Section, Locality, PlanNumber, Issued, Issuer, File, Pages       string
	DocTitle, Tasks, Matched, TaskID, RowID, Text, Lead, Coordinating, Implementing string
	Requested, Deadline, DueDate, From, Every, Target, Page, Place, Sha, Score      string
	Agency, Period, Role, Group, LeadIDs, CoordinatingIDs, Span, Kind, On, PlanID   string
	OCR, Status, Nearest, Coverage, Gaps, WholePlan, Changes, Before, Printed       string
	Findings, Finding, Here, Against, Words, Weight, Flags, Year, Op, Value, Unit   string
	LeadWords, LeadPages, CoordinatingWords, DeadlinePages, Column                  string
	Field, Name, Quote, Start, End, Confidence, To, Amount, Of, InheritedFrom       string
	InferredPart, Rule                                                              string

	// Of searches.
	HitsTitle, SimilarTitle, LikeTask, MentionsTitle, Part, Query, Condition, Found, Rank, DocType, Headings, ImplementingIDs, PartialHit, NoHits, NoLocality, Count, SheetHits, SheetCounts, SheetQuery, SheetMentions, SheetQuotes string

	// Names of sheets; at most 31 characters, without []:*?/\.
	SheetMatrix, SheetAgencies, SheetDeadlines, SheetTasks, SheetSources, SheetCoverage, SheetFindings, SheetTargets, SheetValues, SheetChanges string

	// Words in cells.
	Yes, Asked, Inherited, Until, Since, Each, Ongoing, EveryYear, EveryHalf, EveryQuarter string
	EveryMonth, EveryWeek, EveryDay, Occasionally, OnDate, InDayOfPeriod                   string
	PageShort, PagesUnit, Absent, Cut, Inferred, Equal                                     string

	// Legend and counts.
	Rows, Notes, Filter, FilterHint, Legend, LegendLead, LegendCoordinating, LegendDeadline     string
	LegendTarget, LegendPlace, LegendAbsent, LegendInherited, Sources, Shown, OpenAll, CloseAll string

	DateLayout string // Go layout of a day
	DateFormat string // spreadsheet format of a day
}

var vietnamese = labels{
	Lang: "vi", Title: "Bảng đối chiếu", TitleByAgency: "Đối chiếu theo cơ quan", TitleByDeadline: "Đối chiếu theo thời hạn", TitleByTarget: "Đối chiếu theo chỉ tiêu", TitleOverTime: "Thay đổi qua các năm", TasksTitle: "Bảng nhiệm vụ", None: "Không có nhiệm vụ nào.",

	Number: "TT", DocTitle: "Trích yếu", Topic: "Nội dung", Section: "Mục", Locality: "Địa phương", PlanNumber: "Số, ký hiệu",
	Issued: "Ngày ban hành", Issuer: "Cơ quan ban hành", File: "Tệp", Pages: "Số trang", Tasks: "Số nhiệm vụ",
	Matched: "Có nhiệm vụ tương ứng", TaskID: "Mã nhiệm vụ", RowID: "Mã dòng", Text: "Nhiệm vụ (nguyên văn)",
	Lead: "Chủ trì", Coordinating: "Phối hợp", Implementing: "Thực hiện", Requested: "Đề nghị",
	Deadline: "Thời hạn (nguyên văn)", DueDate: "Hạn sớm nhất", From: "Từ ngày", Every: "Chu kỳ", Target: "Chỉ tiêu",
	Page: "Trang", Place: "Vị trí", Sha: "SHA-256", Score: "Độ tương đồng", Agency: "Cơ quan", Period: "Thời hạn", Role: "Vai trò", Group: "Nhóm",
	LeadIDs: "Mã cơ quan chủ trì", CoordinatingIDs: "Mã cơ quan phối hợp", Span: "Vị trí byte", Kind: "Loại thời hạn",
	On: "Ngày trong chu kỳ", PlanID: "Mã văn bản", OCR: "OCR", Status: "Tình trạng", Nearest: "gần nhất", Coverage: "Mức độ thực hiện văn bản gốc", Gaps: "Phần không đọc được", WholePlan: "Toàn văn bản", Changes: "Số nhiệm vụ thay đổi", Before: "So với văn bản trước", Printed: "văn bản ghi",
	Findings: "Khác biệt đáng chú ý", Finding: "Khác biệt", Here: "Nơi khác biệt", Against: "So với", Words: "ghi", Weight: "Trọng số", Flags: "Cần xem", Year: "Năm", Op: "So sánh", Value: "Giá trị", Unit: "Đơn vị",
	LeadWords: "Chủ trì (nguyên văn)", LeadPages: "Trang của chủ trì", CoordinatingWords: "Phối hợp (nguyên văn)", DeadlinePages: "Trang của thời hạn", Column: "Cột",
	Field: "Trường", Name: "Tên gọi", Quote: "Nguyên văn", Start: "Byte đầu", End: "Byte cuối", Confidence: "Độ tin cậy", To: "Đến ngày", Amount: "Số lượng", Of: "Đại lượng",
	InheritedFrom: "Lấy từ mục", InferredPart: "Phần suy ra", Rule: "Quy tắc",

	HitsTitle: "Kết quả tìm kiếm", SimilarTitle: "Nhiệm vụ tương tự", LikeTask: "Tương tự với", Part: "Phần", MentionsTitle: "Địa phương nào nêu nội dung nào", Query: "Truy vấn", Condition: "Điều kiện", Found: "Tìm thấy", Rank: "Thứ hạng", DocType: "Loại",
	Headings: "Các đề mục", ImplementingIDs: "Mã đơn vị thực hiện", PartialHit: "Khớp một phần", NoHits: "Không có kết quả.", NoLocality: "Không rõ địa phương", Count: "Số kết quả",
	SheetHits: "Kết quả", SheetCounts: "Thống kê", SheetQuery: "Truy vấn", SheetMentions: "Số kết quả", SheetQuotes: "Trích dẫn",

	SheetMatrix: "Đối chiếu", SheetAgencies: "Theo cơ quan", SheetDeadlines: "Theo thời hạn", SheetTasks: "Nhiệm vụ", SheetSources: "Nguồn", SheetCoverage: "Mức độ thực hiện", SheetFindings: "Khác biệt", SheetTargets: "Theo chỉ tiêu", SheetValues: "Giá trị", SheetChanges: "Thay đổi",

	Yes: "có", Asked: "đề nghị", Inherited: "theo mục", Until: "đến", Since: "từ", Each: "mỗi", Ongoing: "thường xuyên",
	EveryYear: "hằng năm", EveryHalf: "6 tháng một lần", EveryQuarter: "hằng quý", EveryMonth: "hằng tháng",
	EveryWeek: "hằng tuần", EveryDay: "hằng ngày", Occasionally: "định kỳ", OnDate: "đến ngày", InDayOfPeriod: "đến ngày thứ",
	PageShort: "tr.", PagesUnit: "trang", Absent: "không có", Cut: "… (ô quá dài, đã cắt)", Inferred: "suy ra năm", Equal: "bằng",

	Rows: "dòng", Notes: "Lưu ý", Filter: "Lọc", FilterHint: "gõ cơ quan, nội dung, thời hạn …", Legend: "Chú giải",
	LegendLead: "cơ quan chủ trì", LegendCoordinating: "cơ quan phối hợp", LegendDeadline: "thời hạn",
	LegendTarget: "chỉ tiêu", LegendPlace: "trang và mã nhiệm vụ; mở ra để xem nguyên văn",
	LegendAbsent:    "địa phương không có nhiệm vụ tương ứng",
	LegendInherited: "lấy từ đề mục hoặc câu dẫn phía trên", Sources: "Nguồn", Shown: "đang hiện",
	OpenAll: "Mở mọi nguyên văn", CloseAll: "Đóng lại",

	DateLayout: "02/01/2006", DateFormat: "dd/mm/yyyy",
}

var english = labels{
	Lang: "en", Title: "Comparison", TitleByAgency: "Comparison by agency", TitleByDeadline: "Comparison by deadline", TitleByTarget: "Comparison by target", TitleOverTime: "Changes over time", TasksTitle: "Tasks", None: "There are no tasks.",

	Number: "No.", DocTitle: "Title", Topic: "Topic", Section: "Section", Locality: "Locality", PlanNumber: "Number",
	Issued: "Issued", Issuer: "Issued by", File: "File", Pages: "Pages", Tasks: "Tasks", Matched: "With a counterpart",
	TaskID: "Task id", RowID: "Row id", Text: "Task (as printed)", Lead: "Lead", Coordinating: "Coordinating",
	Implementing: "Implementing", Requested: "Requested", Deadline: "Deadline (as printed)", DueDate: "Earliest due date",
	From: "From", Every: "Every", Target: "Target", Page: "Page", Place: "Place", Sha: "SHA-256", Score: "Similarity",
	Agency: "Agency", Period: "Deadline", Role: "Role", Group: "Group", LeadIDs: "Lead ids", CoordinatingIDs: "Coordinating ids", Span: "Bytes",
	Kind: "Kind of deadline", On: "On", PlanID: "Plan id", OCR: "OCR", Status: "Status", Nearest: "nearest", Coverage: "Coverage of the baseline", Gaps: "Not read", WholePlan: "Whole plan", Changes: "Tasks that changed", Before: "Against the plan before", Printed: "printed",
	Findings: "Differences worth a look", Finding: "Difference", Here: "Here", Against: "Against", Words: "says", Weight: "Weight", Flags: "Look at", Year: "Year", Op: "Operator", Value: "Value", Unit: "Unit",
	LeadWords: "Lead (as printed)", LeadPages: "Pages of lead", CoordinatingWords: "Coordinating (as printed)", DeadlinePages: "Pages of deadline", Column: "Column",
	Field: "Field", Name: "Name", Quote: "Quote", Start: "First byte", End: "Last byte", Confidence: "Confidence", To: "To", Amount: "Amount", Of: "Measured",
	InheritedFrom: "Inherited from", InferredPart: "Inferred", Rule: "Rule",

	HitsTitle: "Hits", SimilarTitle: "Similar tasks", LikeTask: "Like", Part: "Part", MentionsTitle: "Which localities mention what", Query: "Query", Condition: "Condition", Found: "Found", Rank: "Rank", DocType: "Type",
	Headings: "Headings", ImplementingIDs: "Implementing ids", PartialHit: "Partly fits", NoHits: "No hits.", NoLocality: "No locality", Count: "Hits",
	SheetHits: "Hits", SheetCounts: "Counts", SheetQuery: "Query", SheetMentions: "Mentions", SheetQuotes: "Quotes",

	SheetMatrix: "Comparison", SheetAgencies: "By agency", SheetDeadlines: "By deadline", SheetTasks: "Tasks", SheetSources: "Sources", SheetCoverage: "Coverage", SheetFindings: "Differences", SheetTargets: "By target", SheetValues: "Values", SheetChanges: "Changes",

	Yes: "yes", Asked: "requested", Inherited: "from heading", Until: "until", Since: "from", Each: "each", Ongoing: "all the time",
	EveryYear: "every year", EveryHalf: "every 6 months", EveryQuarter: "every quarter", EveryMonth: "every month",
	EveryWeek: "every week", EveryDay: "every day", Occasionally: "periodically", OnDate: "until", InDayOfPeriod: "until day",
	PageShort: "p.", PagesUnit: "pages", Absent: "absent", Cut: "… (cell too long, cut)", Inferred: "year inferred", Equal: "equals",

	Rows: "rows", Notes: "Notes", Filter: "Filter", FilterHint: "type an agency, topic or deadline …", Legend: "Legend",
	LegendLead: "leading agency", LegendCoordinating: "coordinating agencies", LegendDeadline: "deadline",
	LegendTarget: "target", LegendPlace: "page and task id; open it for the printed words",
	LegendAbsent:    "the locality has no such task",
	LegendInherited: "taken from a heading or lead-in above", Sources: "Sources", Shown: "shown", OpenAll: "Open all quotations", CloseAll: "Close",

	DateLayout: "2006-01-02", DateFormat: "yyyy-mm-dd",
}

// labelsFor is the table of lang; "" means the default.
func labelsFor(lang string) (labels, error) {
	switch lang {
	case "", "vi":
		return vietnamese, nil
	case "en":
		return english, nil
	}
	return labels{}, fmt.Errorf("no table headings in language %q; choose one of %s", lang, strings.Join(Languages(), ", "))
}
