package extract

import (
	"testing"

	"doichieu/extract/internal/lazy"
)

// TestExpressionsCompile compiles all expressions of this package and of
// extract/vocab: a faulty one would only be found where a document needs it.
func TestExpressionsCompile(t *testing.T) {
	if n, err := lazy.CompileAll(); err != nil || n < 80 {
		t.Errorf("%d expressions: %v", n, err)
	}
}
