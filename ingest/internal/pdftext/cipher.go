package pdftext

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"hash"
	"slices"
)

// method is a way to encrypt strings or streams.
type method int

const (
	plain  method = iota // not encrypted
	rc4Key               // RC4 with a key for each object
	aesKey               // AES in CBC mode with a key for each object
	aesOne               // AES with the file's key
)

// cipherKey is the key of a file (ISO 32000-2, 7.6).
type cipherKey struct {
	key              []byte
	inString, inFile method // of strings, of streams
	metadata         bool   // the stream of metadata is encrypted too
}

// passwordPad fills a password up to 32 bytes and stands for the empty one
// (ISO 32000-2, 7.6.4.3.2).
const passwordPad = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// padded is a password as the older ways of encryption take it.
func padded(password string) string { return (password + passwordPad)[:32] }

// longestPassword is what the newer ways take of a password, in bytes.
const longestPassword = 127

// newCipher makes the key that a password gives, the one to open the file or the
// one of its owner.
func newCipher(e, id object, password string) (*cipherKey, error) {
	c := &cipherKey{metadata: e.get("EncryptMetadata").str != "false"}
	version, revision := int(e.get("V").num), int(e.get("R").num)
	length := int(e.get("Length").num) / 8
	switch {
	case e.get("Filter").str != "Standard":
		return nil, ErrEncrypted
	case version == 1:
		length = 5
		c.inString, c.inFile = rc4Key, rc4Key
	case version == 2:
		if c.inString, c.inFile = rc4Key, rc4Key; length == 0 {
			length = 5
		}
		length = min(length, 16)
	case version == 4, version == 5:
		var ok bool
		if c.inString, ok = filterMethod(e, "StrF"); !ok {
			return nil, ErrEncrypted
		}
		if c.inFile, ok = filterMethod(e, "StmF"); !ok {
			return nil, ErrEncrypted
		}
		length = 16
	default:
		return nil, ErrEncrypted
	}
	if version == 5 {
		c.key = key256(e, revision, password[:min(len(password), longestPassword)])
	} else if length >= 5 && length <= 16 {
		c.key = key128(e, id, revision, length, c.metadata, padded(password))
		if c.key == nil {
			c.key = key128(e, id, revision, length, c.metadata, userPassword(e, revision, length, padded(password)))
		}
	}
	switch {
	case c.key == nil && password != "":
		return nil, ErrPassword
	case c.key == nil:
		return nil, ErrEncrypted
	}
	return c, nil
}

// filterMethod is the method of the crypt filter that an entry names.
func filterMethod(e object, entry string) (method, bool) {
	filter := e.get(entry).str
	if filter == "" || filter == "Identity" {
		return plain, true
	}
	switch e.get("CF").get(filter).get("CFM").str {
	case "V2":
		return rc4Key, true
	case "AESV2":
		return aesKey, true
	case "AESV3":
		return aesOne, true
	case "None":
		return plain, true
	}
	return plain, false
}

// key128 is the key of revisions 2 to 4, nil if the padded password is wrong.
func key128(e, id object, revision, length int, metadata bool, password string) []byte {
	o, u := e.get("O").str, e.get("U").str
	first := ""
	if len(id.list) > 0 {
		first = id.list[0].str
	}
	if len(o) < 32 || len(u) < 16 || password == "" {
		return nil
	}
	h := md5.New()
	h.Write([]byte(password + o[:32]))
	_ = binary.Write(h, binary.LittleEndian, uint32(int64(e.get("P").num)))
	h.Write([]byte(first))
	if revision >= 4 && !metadata {
		h.Write([]byte("\xff\xff\xff\xff"))
	}
	key := h.Sum(nil)[:length]
	if revision == 2 {
		if string(rc4Of(key, []byte(passwordPad))) != u[:min(32, len(u))] {
			return nil
		}
		return key
	}
	for range 50 {
		sum := md5.Sum(key)
		key = sum[:length]
	}
	check := md5.Sum([]byte(passwordPad + first))
	proof := check[:]
	for i := range 20 {
		proof = rc4Of(stepKey(key, i), proof)
	}
	if string(proof) != u[:16] {
		return nil
	}
	return key
}

// userPassword is the padded password to open a file of revisions 2 to 4, which
// the padded password of its owner gives (ISO 32000-2, algorithm 7). Whether
// it is right the key tells.
func userPassword(e object, revision, length int, owner string) string {
	o := e.get("O").str
	if len(o) < 32 {
		return ""
	}
	sum := md5.Sum([]byte(owner))
	if revision == 2 {
		return string(rc4Of(sum[:length], []byte(o[:32])))
	}
	for range 50 {
		sum = md5.Sum(sum[:])
	}
	password := []byte(o[:32])
	for i := 19; i >= 0; i-- {
		password = rc4Of(stepKey(sum[:length], i), password)
	}
	return string(password)
}

// stepKey is the key of one of the twenty steps that RC4 is run in.
func stepKey(key []byte, step int) []byte {
	key = bytes.Clone(key)
	for k := range key {
		key[k] ^= byte(step)
	}
	return key
}

// key256 is the key of revisions 5 and 6, nil if the password is neither the one
// to open the file nor that of its owner.
func key256(e object, revision int, password string) []byte {
	user := []byte(e.get("U").str)
	if len(user) < 48 {
		return nil
	}
	for _, way := range []struct {
		proof, key string
		more       []byte // what is hashed with the password
	}{{"U", "UE", nil}, {"O", "OE", user[:48]}} {
		proof, sealed := []byte(e.get(way.proof).str), []byte(e.get(way.key).str)
		if len(proof) < 48 || len(sealed) < 32 || !bytes.Equal(hash256(password, proof[32:40], way.more, revision), proof[:32]) {
			continue
		}
		block, err := aes.NewCipher(hash256(password, proof[40:48], way.more, revision))
		if err != nil {
			return nil
		}
		key := make([]byte, 32)
		cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, sealed[:32])
		return key
	}
	return nil
}

// hash256 is the hash of a password with a salt and more (ISO 32000-2, algorithm
// 2.B; revision 5 stops after its first step).
func hash256(password string, salt, more []byte, revision int) []byte {
	first := sha256.Sum256(slices.Concat([]byte(password), salt, more))
	k := first[:]
	if revision < 6 {
		return k
	}
	for round := 0; ; round++ {
		data := bytes.Repeat(slices.Concat([]byte(password), k, more), 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(data, data)
		sum := 0
		for _, c := range data[:16] {
			sum += int(c)
		}
		h := []func() hash.Hash{sha256.New, sha512.New384, sha512.New}[sum%3]()
		h.Write(data)
		k = h.Sum(nil)
		if round >= 63 && int(data[len(data)-1]) <= round-31 {
			return k[:32]
		}
	}
}

// objectKey decrypts what belongs to one object.
type objectKey struct {
	file       *cipherKey
	number, gn int
}

func (c *cipherKey) object(number, generation int) objectKey { return objectKey{c, number, generation} }

// decrypt undoes one encryption. What is too short to be encrypted stays.
func (k objectKey) decrypt(data []byte, m method) []byte {
	if m == plain {
		return data
	}
	key := k.file.key
	if m != aesOne {
		salted := append(bytes.Clone(key), byte(k.number), byte(k.number>>8), byte(k.number>>16), byte(k.gn), byte(k.gn>>8))
		if m == aesKey {
			salted = append(salted, "sAlT"...)
		}
		sum := md5.Sum(salted)
		key = sum[:min(16, len(key)+5)]
	}
	if m == rc4Key {
		return rc4Of(key, data)
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 32 {
		return nil
	}
	out := make([]byte, (len(data)-16)/16*16)
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, data[16:16+len(out)])
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= 16 {
		out = out[:len(out)-pad]
	}
	return out
}

func (k objectKey) stream(data []byte) []byte { return k.decrypt(data, k.file.inFile) }

// strings decrypts the strings in an object.
func (k objectKey) strings(o object) object {
	switch o.kind {
	case text:
		o.str = string(k.decrypt([]byte(o.str), k.file.inString))
	case array, dict:
		list := make([]object, len(o.list))
		for i, x := range o.list {
			list[i] = k.strings(x)
		}
		o.list = list
	}
	return o
}

func rc4Of(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}
