package vault

import (
	"sync"
	"testing"
)

// A vault, a key of a case and a blind index each serve several at once, as they promise.
func TestSeveralAtOnce(t *testing.T) {
	v, _ := newVault(t)
	key, wrapped, err := v.NewCaseKey("T0FIRM", "K-2026-0042")
	if err != nil {
		t.Fatal(err)
	}
	blindKey, err := v.NewBlindKey()
	if err != nil {
		t.Fatal(err)
	}
	blind, err := v.Blind(blindKey)
	if err != nil {
		t.Fatal(err)
	}
	sum := blind.Sum("email", "kim@example.test")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			sealed, err := key.Seal([]byte("story"), "sealed/1")
			if err != nil {
				t.Error(err)
				return
			}
			again, err := v.OpenCaseKey("T0FIRM", "K-2026-0042", wrapped)
			if err != nil {
				t.Error(err)
				return
			}
			if text, err := again.Open(sealed, "sealed/1"); err != nil || string(text) != "story" {
				t.Errorf("opened %q, %v", text, err)
			}
			if got := blind.Sum("email", "kim@example.test"); got != sum {
				t.Errorf("sum %q, alone it was %q", got, sum)
			}
		})
	}
	wg.Wait()
}
