package db

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
)

// TestMigrationsAreNumberedWithoutAGap holds a number to be taken once: a database that
// is past a number would refuse to start when it is taken later.
func TestMigrationsAreNumberedWithoutAGap(t *testing.T) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no migrations: ", err)
	}
	slices.Sort(files)
	for i, file := range files {
		if want := fmt.Sprintf("migrations/%05d_", i+1); !strings.HasPrefix(file, want) {
			t.Errorf("%s stands where %s… belongs", file, want)
		}
	}
}
