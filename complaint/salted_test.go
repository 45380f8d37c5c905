package complaint

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"testing"
)

// What events keep of words tells nothing to whoever guesses the words, also when the
// words themselves are gone.
func TestHashesTellNothingOfTheWords(t *testing.T) {
	one, other := walkTo(t, FaceInApproval), walkTo(t, FaceInApproval)
	for i, e := range one.Events {
		twin := other.Events[i]
		if e.Kind != twin.Kind {
			t.Fatalf("event %d is %s and %s", i, e.Kind, twin.Kind)
		}
		if e.Data.Hash != "" && e.Data.Hash == twin.Data.Hash {
			t.Errorf("two cases with the same words have the same hash in %s", e.Kind)
		}
	}
	f := one.Filing()
	raw, err := json.Marshal([]string{f.Summary, f.Story, f.Wish})
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(raw)
	guess := hex.EncodeToString(sum[:16])
	if one.TextHash == "" || one.TextHash == guess {
		t.Errorf("the words can be guessed: %s", one.TextHash)
	}
	f.Salt = ""
	if f.hash() != guess {
		t.Error("words from before there were salts have another hash now: their read-back would be void")
	}
}
