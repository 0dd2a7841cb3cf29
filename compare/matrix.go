package compare

// MatrixKind says what the rows of a [Matrix] are.
type MatrixKind string

// The kinds of matrices.
const (
	TaskMatrix     MatrixKind = "task"     // a row is an action on an object
	AgencyMatrix   MatrixKind = "agency"   // a row is an agency
	DeadlineMatrix MatrixKind = "deadline" // a row is a month, a quarter, a year, or a kind of recurrence
)

// Matrix is a comparison from one point of view, ready to be laid out: rows of
// some kind against a column for each plan. It holds no layout: what a cell
// shows of its entries is for the renderer to decide.
type Matrix struct {
	Kind    MatrixKind  `json:"kind"`
	Title   string      `json:"title"` // in the language asked for
	Head    string      `json:"head"`  // heading of the column of row labels, in the language asked for
	Columns []Head      `json:"columns"`
	Rows    []MatrixRow `json:"rows"`
}

// Head is the head of a column: a plan.
type Head struct {
	Plan     string `json:"plan"`     // its id
	Label    string `json:"label"`    // the locality; without one, the issuer, the number or the file's name; unique in the matrix
	Subtitle string `json:"subtitle"` // number and date of issue: "171/KH-UBND, 2025-05-29"
}

// MatrixRow is a row with one cell for each column of the matrix.
type MatrixRow struct {
	ID       string `json:"id"`       // of the comparison's row, of the agency, or of the period
	Label    string `json:"label"`    // topic, name of the agency, or name of the period
	Sublabel string `json:"sublabel"` // section of a topic; totals of an agency; "" else
	Group    string `json:"group"`    // rows of a group stand together: the section, the kind of agency, the year; "" for none
	// Score is the row's score in the comparison; 1 in matrices of other kinds.
	Score float64 `json:"score"`
	Cells []Cell  `json:"cells"`
}

// Cell is what one plan has in one row; without entries, nothing.
type Cell struct {
	Entries []Entry `json:"entries"`
	// Led and Helped count the entries that the row's agency leads and in
	// which it coordinates or implements; 0 in matrices of other kinds.
	Led    int `json:"led"`
	Helped int `json:"helped"`
}

// Entry is a task in a cell, with what tables show of it.
type Entry struct {
	Member
	// Role is what the row's agency does in the task; "" in matrices of other
	// kinds.
	Role string `json:"role"`
	// Row is the id of the comparison's row in which the task stands (the
	// first, if it stands in several).
	Row string `json:"row"`
}

// Lang is a language of headings; the words of the plans are never translated.
type Lang string

// The languages; "" means [Vietnamese].
const (
	Vietnamese Lang = "vi"
	English    Lang = "en"
)
