package blevedb

import (
	"testing"

	"doichieu/index/engine/enginetest"
)

func TestConformance(t *testing.T) { enginetest.Run(t, Driver{}) }
