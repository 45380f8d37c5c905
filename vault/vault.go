// Package vault seals and opens personal data. Each case has a key of its own; the
// master key wraps those keys and nothing else, so a case is erased by deleting one
// short row, and a new master key means wrapping short rows again, never rewriting
// what people said.
//
// Everything sealed is bound to its place: a case key to its workspace and number, an
// entry to its row. Something moved elsewhere does not open. The package does no I/O
// and keeps no opened key: hold a CaseKey for one request and let it go.
package vault

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// ErrRefused says that something sealed does not open: another key sealed it, it
// belongs to another place, or it was changed.
var ErrRefused = errors.New("does not open: sealed by another key, for another place, or changed since")

const probe = "ombud master key"

// Vault wraps and opens case keys and the blind key with a master keyset. It is safe
// for use by several goroutines at once.
type Vault struct {
	master      tink.AEAD
	fingerprint string
}

// New reads a master keyset as NewKeyset made it. Anything else fails with ErrKeyset,
// whose words never hold a part of the key.
func New(keysetJSON []byte) (*Vault, error) {
	h, err := readKeyset(keysetJSON)
	if err != nil {
		return nil, err
	}
	master, err := aead.New(h)
	if err != nil {
		return nil, ErrKeyset
	}
	info := h.KeysetInfo()
	ids := []string{fmt.Sprintf("%08x", info.GetPrimaryKeyId())}
	for _, k := range info.GetKeyInfo() {
		if k.GetKeyId() != info.GetPrimaryKeyId() {
			ids = append(ids, fmt.Sprintf("%08x", k.GetKeyId()))
		}
	}
	return &Vault{master: master, fingerprint: strings.Join(ids, " ")}, nil
}

// Fingerprint names the keys of the master keyset by their ids in hexadecimal, the
// primary first, separated by blanks. The ids are random and may be logged.
func (v *Vault) Fingerprint() string { return v.fingerprint }

// Check makes a probe to be stored beside the data; Verify tells at the next start
// whether the data belong to this master key.
func (v *Vault) Check() ([]byte, error) { return v.wrap([]byte(probe), bind("probe")) }

// Verify fails with ErrRefused when another master key made the probe, so that a
// start with the wrong key ends before anything is written with it.
func (v *Vault) Verify(sealedProbe []byte) error {
	plain, err := v.unwrap(sealedProbe, bind("probe"))
	if err != nil {
		return fmt.Errorf("master key %s: %w", v.fingerprint, err)
	}
	if string(plain) != probe {
		return fmt.Errorf("master key %s: %w", v.fingerprint, ErrRefused)
	}
	return nil
}

func (v *Vault) wrap(plain, place []byte) ([]byte, error) {
	out, err := v.master.Encrypt(plain, place)
	if err != nil {
		return nil, fmt.Errorf("wrap with master key %s: %w", v.fingerprint, err)
	}
	return out, nil
}

func (v *Vault) unwrap(sealed, place []byte) ([]byte, error) {
	out, err := v.master.Decrypt(sealed, place)
	if err != nil {
		return nil, ErrRefused
	}
	return out, nil
}

// bind spells a place as associated data. Each part carries its length, so that no
// two places are spelt alike whatever their names hold.
func bind(parts ...string) []byte {
	var out []byte
	for _, p := range parts {
		out = binary.AppendUvarint(out, uint64(len(p)))
		out = append(out, p...)
	}
	return out
}
