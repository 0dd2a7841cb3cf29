package blevedb

// formatVersion is that of what is written beside the fields of the schema:
// raise it when that changes.
const formatVersion = 8

// Fields of every document beside those of the schema; the double point keeps
// them apart.
const (
	fieldKind   = ":kind"   // kindDoc or kindGroup
	fieldGroup  = ":group"  // of a document
	fieldStored = ":stored" // not searched
)

// Kinds of documents in Bleve: those of the groups, and one card for each group,
// which also stands for a group without documents.
const (
	kindDoc   = "doc"
	kindGroup = "group"
)
