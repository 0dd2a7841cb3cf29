package index

import (
	"strings"
	"testing"
)

func TestThemes(t *testing.T) {
	for _, tt := range []struct{ path, want string }{
		{"NHIỆM VỤ VÀ GIẢI PHÁP|Công tác tuyên truyền", "Nhiệm vụ và giải pháp|Công tác tuyên truyền"},
		{"NHIỆM VỤ|Công an tỉnh", "Nhiệm vụ"},
		{"TỔ CHỨC THỰC HIỆN|Đề nghị Viện kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh", "Tổ chức thực hiện"},
		{"Sở Y tế chủ trì, phối hợp với các đơn vị thực hiện các nhiệm vụ sau:", ""},
		{"Rà soát đất đai trên địa bàn tỉnh.|Nội dung", "Nội dung"},
		{"nâng cao năng lực của Sở Y tế trong phòng chống dịch và chăm sóc sức khỏe", "Nâng cao năng lực của Sở Y tế trong phòng chống dịch và chăm sóc sức khỏe"},
		{" | NHIỆM  VỤ |Nhiệm vụ", "Nhiệm vụ"},
		{"", ""},
	} {
		if got := strings.Join(themes(strings.Split(tt.path, "|")), "|"); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.path, got, tt.want)
		}
	}
}
