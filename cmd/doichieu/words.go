package main

// words are the headings that the commands themselves print.
type words struct {
	ID, Locality, Number, Issued, Type, Tasks, Source        string
	Title, Issuer, Signer, Basis, Pages, Sections, Notes     string
	Lead, Coordinating, Implementing, Deadline, Target, Page string
	Requested, From, Quality, Covered, Headings, Rest        string
	None, Inferred                                           string
	Name, Query, Conditions, Seen, New                       string
	Unexplained, UnknownAgencies, GuessedYears, EmptyPages   string
}

var vietnameseWords = words{
	ID: "Mã", Locality: "Địa phương", Number: "Số, ký hiệu", Issued: "Ngày ban hành", Type: "Loại", Tasks: "Nhiệm vụ", Source: "Tệp",
	Title: "Trích yếu", Issuer: "Cơ quan ban hành", Signer: "Người ký", Basis: "Căn cứ", Pages: "trang",
	Sections: "Mục", Notes: "Lưu ý", Lead: "Chủ trì", Coordinating: "Phối hợp", Implementing: "Thực hiện",
	Deadline: "Thời hạn", Target: "Chỉ tiêu", Page: "tr.", Requested: "đề nghị", From: "theo",
	Quality: "Chất lượng", Covered: "nhiệm vụ", Headings: "đề mục, câu dẫn", Rest: "phần còn lại",
	None: "Không có nhiệm vụ nào.", Inferred: "suy ra năm",
	Name: "Tên", Query: "Truy vấn", Conditions: "Điều kiện", Seen: "Đã xem", New: "kết quả mới",
	Unexplained: "Dòng chưa được giải thích", UnknownAgencies: "Cơ quan ngoài danh mục", GuessedYears: "Thời hạn suy ra năm", EmptyPages: "Trang không có chữ",
}

var englishWords = words{
	ID: "Id", Locality: "Locality", Number: "Number", Issued: "Issued", Type: "Type", Tasks: "Tasks", Source: "File",
	Title: "Title", Issuer: "Issued by", Signer: "Signed by", Basis: "Legal basis", Pages: "pages",
	Sections: "Sections", Notes: "Notes", Lead: "Lead", Coordinating: "Coordinating", Implementing: "Implementing",
	Deadline: "Deadline", Target: "Target", Page: "p.", Requested: "requested", From: "from",
	Quality: "Quality", Covered: "tasks", Headings: "headings, lead-ins", Rest: "rest",
	None: "There are no tasks.", Inferred: "year inferred",
	Name: "Name", Query: "Query", Conditions: "Conditions", Seen: "Seen", New: "new hits",
	Unexplained: "Unexplained lines", UnknownAgencies: "Unknown agencies", GuessedYears: "Deadlines with inferred year", EmptyPages: "Pages without text",
}

// words are the headings in the language that the user asked for.
func (a *app) words() *words {
	if a.lang == "en" {
		return &englishWords
	}
	return &vietnameseWords
}
