package vault

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead"
	// The master key comes from the environment or a file, so it is read in clear.
	// This is the only file that may do so; the linter refuses the import elsewhere.
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
)

// ErrKeyset says that a master key is not a usable Tink JSON keyset. The parser's
// own words are dropped on purpose: they may quote the key.
var ErrKeyset = errors.New("master key is not a Tink JSON keyset for authenticated encryption")

// NewKeyset makes a master key: a Tink keyset of one AES-256-GCM key as one line of
// JSON. It fails only when the library does.
func NewKeyset() ([]byte, error) {
	h, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("make a master key: %w", err)
	}
	return writeKeyset(h)
}

// Rotate gives the keyset with a fresh primary key added. What older keys wrapped
// still opens; what is wrapped from now on needs the new one. It fails with ErrKeyset.
func Rotate(keysetJSON []byte) ([]byte, error) {
	h, err := readKeyset(keysetJSON)
	if err != nil {
		return nil, err
	}
	m := keyset.NewManagerFromHandle(h)
	id, err := m.Add(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("add a master key: %w", err)
	}
	if err := m.SetPrimary(id); err != nil {
		return nil, fmt.Errorf("make master key %08x the primary: %w", id, err)
	}
	return finish(m)
}

// Retire gives the keyset with its primary key alone. Call it only when every case
// key, the blind key and the probe were wrapped anew: what an older key wrapped can
// never be opened again. It fails with ErrKeyset.
func Retire(keysetJSON []byte) ([]byte, error) {
	h, err := readKeyset(keysetJSON)
	if err != nil {
		return nil, err
	}
	primary, err := h.Primary()
	if err != nil {
		return nil, ErrKeyset
	}
	m := keyset.NewManagerFromHandle(h)
	for _, k := range h.KeysetInfo().GetKeyInfo() {
		if id := k.GetKeyId(); id != primary.KeyID() {
			if err := m.Delete(id); err != nil {
				return nil, fmt.Errorf("retire master key %08x: %w", id, err)
			}
		}
	}
	return finish(m)
}

func finish(m *keyset.Manager) ([]byte, error) {
	h, err := m.Handle()
	if err != nil {
		return nil, fmt.Errorf("build the master keyset: %w", err)
	}
	return writeKeyset(h)
}

func readKeyset(keysetJSON []byte) (*keyset.Handle, error) {
	h, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(keysetJSON)))
	if err != nil {
		return nil, ErrKeyset
	}
	if _, err := aead.New(h); err != nil {
		return nil, ErrKeyset
	}
	return h, nil
}

func writeKeyset(h *keyset.Handle) ([]byte, error) {
	var out bytes.Buffer
	if err := insecurecleartextkeyset.Write(h, keyset.NewJSONWriter(&out)); err != nil {
		return nil, errors.New("the master keyset cannot be written as JSON")
	}
	return bytes.TrimSpace(out.Bytes()), nil
}
