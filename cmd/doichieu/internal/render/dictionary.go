package render

// meaning is what the dictionary says of a column: its type in the sense of the
// Table Schema (string, integer, number, date) and a sentence in each language.
type meaning struct{ kind, vi, en string }

// in is the sentence in the language of the labels.
func (m meaning) in(l labels) string {
	if l.Lang == english.Lang {
		return m.en
	}
	return m.vi
}

// meanings is the dictionary of the columns of all tables, by key. A test holds
// that each column of each table is in it and that its values are of its type.
var meanings = map[string]meaning{
	// Where a line comes from.
	"plan":     {"string", "Mã văn bản: 12 chữ số đầu của SHA-256", "Id of the plan: the first 12 digits of its SHA-256"},
	"number":   {"string", "Số, ký hiệu của văn bản như đã in", "Number of the plan as printed"},
	"locality": {"string", "Tỉnh hoặc thành phố như đã in", "Province or city as printed"},
	"column":   {"string", "Tên cột của văn bản trong bảng đối chiếu: địa phương, hoặc số, hoặc tệp", "Name of the plan's column in the comparison: its locality, else its number or file"},
	"file":     {"string", "Tên tệp đã đọc", "Name of the file that was read"},
	"sha256":   {"string", "SHA-256 của tệp gốc, hệ 16, chữ thường", "SHA-256 of the original file, lower-case hexadecimal"},
	"page":     {"integer", "Trang có nguyên văn, đếm từ 1", "Page on which the words stand, counted from 1"},
	"place":    {"string", "Trang và mã nhiệm vụ; nhiều nhiệm vụ trong một ô được đánh số (1), (2) như ở các cột bên", "Page and id of the task; several tasks in a cell are numbered (1), (2) as in the columns beside"},
	"span":     {"string", "Khoảng byte [đầu,cuối) trong văn bản đã đọc (UTF-8); nhiều đoạn cách nhau bằng dấu cách", "Bytes [first,last) in the text as it was read (UTF-8), pieces separated by a blank"},
	"start":    {"integer", "Byte đầu của nguyên văn, đếm từ 0", "First byte of the words, counted from 0"},
	"end":      {"integer", "Byte đứng sau byte cuối của nguyên văn", "Byte behind the last one of the words"},
	"ocr":      {"string", "“có” nếu chữ do nhận dạng (OCR) từ ảnh, có thể sai chữ", "“yes” where the words were made by OCR from a picture: letters may be wrong"},

	// What stands beside what.
	"row":     {"string", "Mã dòng của bảng đối chiếu, không đổi giữa các lần chạy", "Id of the row of the comparison, the same in every run"},
	"topic":   {"string", "Nội dung ngắn của dòng, lấy từ lời của nhiệm vụ", "Short topic of the row, in the tasks' own words"},
	"section": {"string", "Các đề mục phía trên, ngoài cùng trước, cách nhau bằng ›", "Headings above, the outermost first, separated by ›"},
	"group":   {"string", "Nhóm của dòng: cấp của cơ quan, năm, hoặc chỉ tiêu", "Group of the row: level of the agency, year, or indicator"},
	"agency":  {"string", "Cơ quan của dòng", "Agency of the row"},
	"period":  {"string", "Kỳ hạn của dòng: tháng, quý, năm, hoặc chu kỳ", "Period of the row: a month, quarter or year, or a recurrence"},
	"year":    {"string", "Năm đến hạn của chỉ tiêu", "Year by which the target is due"},
	"role":    {"string", "Vai trò của cơ quan trong nhiệm vụ", "What the agency does in the task"},
	"status":  {"string", "Nhiệm vụ của văn bản gốc, hoặc của văn bản trước, ra sao ở đây, kèm chỗ khác biệt; không có nguyên văn để kiểm tra", "What became here of the task of the baseline or of the plan before, with what differs; a verdict, not a quotation"},
	"flags":   {"string", "Điều cần xem lại", "What deserves a second look"},

	// A task.
	"task":               {"string", "Mã nhiệm vụ: đường dẫn các ký hiệu đầu mục", "Id of the task: the path of its markers"},
	"text":               {"string", "Nguyên văn nhiệm vụ", "The task as printed"},
	"lead":               {"string", "Tên chuẩn của cơ quan chủ trì, cách nhau bằng “; ”", "Official names of the leading agencies, separated by “; ”"},
	"lead_ids":           {"string", "Mã cơ quan chủ trì, cùng thứ tự", "Ids of the leading agencies, in the same order"},
	"lead_words":         {"string", "Lời đã in của cơ quan chủ trì, cùng thứ tự", "The leading agencies as printed, in the same order"},
	"lead_pages":         {"string", "Trang có các lời đó, cùng thứ tự", "Pages of those words, in the same order"},
	"coordinating":       {"string", "Tên chuẩn của cơ quan phối hợp, cách nhau bằng “; ”", "Official names of the coordinating agencies, separated by “; ”"},
	"coordinating_ids":   {"string", "Mã cơ quan phối hợp, cùng thứ tự", "Ids of the coordinating agencies, in the same order"},
	"coordinating_words": {"string", "Lời đã in của cơ quan phối hợp, cùng thứ tự", "The coordinating agencies as printed, in the same order"},
	"implementing":       {"string", "Tên chuẩn của đơn vị thực hiện mà cơ quan chủ trì chỉ đạo", "Bodies that the lead is told to direct in carrying it out"},
	"requested":          {"string", "“có” nếu văn bản đề nghị cơ quan không trực thuộc", "“yes” where the plan asks an agency that it cannot order"},
	"deadline":           {"string", "Thời hạn như đã in, cách nhau bằng “; ”", "Deadlines as printed, separated by “; ”"},
	"deadline_pages":     {"string", "Trang có các thời hạn, cùng thứ tự", "Pages of the deadlines, in the same order"},
	"due":                {"date", "Ngày cuối sớm nhất trong các thời hạn", "The earliest of the last days of the deadlines"},
	"target":             {"string", "Chỉ tiêu như đã in, cách nhau bằng “; ”", "Targets as printed, separated by “; ”"},

	// One value.
	"field":      {"string", "Giá trị thuộc loại nào: task (lời nhiệm vụ), lead, coordinating, implementing (cơ quan), deadline, target", "What the value is: task (the words of a task), lead, coordinating, implementing (an agency), deadline, target"},
	"value":      {"string", "Giá trị: mã nhiệm vụ, mã cơ quan, ngày cuối (hoặc ngày đầu, chu kỳ, loại) của thời hạn, số của chỉ tiêu", "The value: id of the task or agency; last day (else first day, period or kind) of a deadline; amount of a target"},
	"name":       {"string", "Tên chuẩn của cơ quan", "Official name of the agency"},
	"quote":      {"string", "Nguyên văn làm căn cứ cho giá trị", "The words from which the value was read"},
	"confidence": {"number", "Độ tin cậy của quy tắc, 0 đến 1; trống nếu không đo", "How often the rule is right, 0 to 1; empty where it is not measured"},
	"kind":       {"string", "Loại thời hạn: by (chậm nhất), before (trước), during (trong), recurring (định kỳ), ongoing (thường xuyên)", "Kind of deadline: by, before, during, recurring, ongoing"},
	"from":       {"date", "Ngày đầu", "First day"},
	"to":         {"date", "Ngày cuối được phép", "Last day allowed"},
	"every":      {"string", "Chu kỳ theo ISO 8601: P1Y hằng năm, P3M hằng quý", "ISO 8601 period: P1Y every year, P3M every quarter"},
	"on":         {"string", "Ngày cuối trong chu kỳ: --12-09 là ngày 9/12, ---15 là ngày 15", "Last day in the period: --12-09 is 9 December, ---15 the 15th"},
	"inferred":   {"string", "Phần suy ra vì lời văn không nêu: year (năm)", "What the words do not state and was inferred: year"},
	"op":         {"string", "So sánh của chỉ tiêu. Bảng giá trị: eq bằng, ge ít nhất, le nhiều nhất, gt hơn, lt kém, up tăng, down giảm. Bảng theo chỉ tiêu: ≥ ≤ > < ↑ ↓ và chữ “bằng”, vì bảng tính coi ô bắt đầu bằng = là công thức", "Operator of the target. Table of values: eq, ge, le, gt, lt, up, down. By target: ≥ ≤ > < ↑ ↓ and the word “equals”, since a spreadsheet takes a cell that begins with = for a formula"},
	"amount":     {"number", "Số của chỉ tiêu", "Amount of the target"},
	"unit":       {"string", "Đơn vị: %, count (số đếm), …", "Unit: %, count, ..."},
	"of":         {"string", "Đại lượng được đo, như đã in", "What is measured, as printed"},
	"inherited":  {"string", "Mã đề mục hoặc câu dẫn mà giá trị lấy từ đó; trống nếu ở ngay lời nhiệm vụ", "Heading or lead-in from which the value comes; empty where it is in the task's own words"},
	"rule":       {"string", "Quy tắc đã cho giá trị (xem doichieu explain)", "Rule that gave the value (see doichieu explain)"},

	// Findings and coverage.
	"n":       {"integer", "Số thứ tự", "Number of the line"},
	"finding": {"string", "Loại khác biệt", "Kind of difference"},
	"words":   {"string", "Lời đã in của chỗ khác biệt", "The words that differ, as printed"},
	"weight":  {"number", "Trọng số trong loại, 0 đến 1", "Weight within the kind, 0 to 1"},
	"count":   {"integer", "Số nhiệm vụ có tình trạng này; qua các năm, nhiệm vụ thay đổi nhiều mặt được đếm ở mỗi mặt", "How many tasks have this status; over time, a task that changed in several ways is counted for each"},
	"before":  {"string", "Tên cột của văn bản trước, cùng địa phương", "Name of the column of the plan before, of the same locality"},
	"gaps":    {"string", "Phần văn bản không đọc được", "What of the plan could not be read"},

	// Searches.
	"rank":             {"integer", "Thứ hạng trong mọi kết quả của truy vấn, đếm từ 1", "Rank among all hits of the search, counted from 1"},
	"doc_type":         {"string", "Loại văn bản: KH, NQ, QĐ, …", "Type of the document: KH, NQ, QĐ, ..."},
	"implementing_ids": {"string", "Mã đơn vị thực hiện, cùng thứ tự", "Ids of the bodies that carry it out, in the same order"},
	"partial":          {"string", "“có” nếu chỉ khớp một phần truy vấn", "“yes” where it answers only a part of the query"},
	"part":             {"string", "Phần của văn bản: nhiệm vụ, căn cứ, tình hình, mục đích, yêu cầu, chỉ tiêu, phạm vi, kinh phí, kết thúc, phụ lục, chú thích, khác", "Part of the document: tasks, opening, situation, purpose, requirements, targets, scope, funding, closing, annex, footnote, other"},
	"score":            {"number", "Độ tương đồng của lời văn, 0 đến 1", "How alike the words are, 0 to 1"},
	"condition":        {"string", "Điều kiện của lần tìm", "Condition of the search"},
	"asked":            {"string", "Giá trị của điều kiện, như đã gõ", "Value of the condition, as typed"},
	"facet":            {"string", "Điều được đếm: địa phương, cơ quan chủ trì, phần của văn bản, …", "What is counted: locality, leading agency, part of the document, ..."},
	"facet_value":      {"string", "Tên của giá trị", "Name of the value"},
	"facet_id":         {"string", "Mã của giá trị", "Id of the value"},
	"provisions":       {"integer", "Số kết quả có giá trị đó, trong mọi kết quả", "How many of all hits have the value"},
	"query":            {"string", "Truy vấn, như đã gõ", "Query, as typed"},
	"hits":             {"integer", "Số đoạn trả lời trọn truy vấn", "How many provisions answer the whole query"},

	// Sources.
	"title":   {"string", "Trích yếu", "Title of the plan"},
	"issuer":  {"string", "Cơ quan ban hành như đã in", "Issuing body as printed"},
	"issued":  {"string", "Ngày ban hành theo ISO; chỉ có tháng (2024-03) nếu ngày để trống", "Day of issue (ISO); a month (2024-03) where the day is blank"},
	"pages":   {"integer", "Số trang", "Number of pages"},
	"tasks":   {"integer", "Số nhiệm vụ", "Number of tasks"},
	"matched": {"integer", "Số nhiệm vụ đứng cạnh nhiệm vụ của văn bản khác", "How many of the tasks stand beside one of another plan"},
}
