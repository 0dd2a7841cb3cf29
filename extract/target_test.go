package extract

import (
	"fmt"
	"strings"
	"testing"

	"doichieu/extract/when"
)

func TestFindTargets(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Phấn đấu đến hết năm 2030, có ít nhất 60% số trường có điểm đón trả an toàn.", ">= 60 % 2030-12-31 có ít nhất 60% số trường có điểm đón trả an toàn"},
		{"Năm 2026: Đạt 25% (tương đương 12/48 xã).", "= 25 % 2026-12-31 Đạt 25%"},
		{"Số vụ vi phạm được xử lý tăng từ 5% trở lên so với năm 2023; trên 90% số vụ được giải quyết.", "+ 5 %  Số vụ vi phạm được xử lý tăng từ 5% trở lên so với năm 2023|>= 90 %  trên 90% số vụ được giải quyết"},
		{"Hoàn thành các chỉ tiêu: (1) 100% trường có quy chế; (2) 12,5% giáo viên được tập huấn.", "= 100 %  100% trường có quy chế|= 12.5 %  12,5% giáo viên được tập huấn"},
		{"hướng tới mục tiêu mỗi huyện có ít nhất một đơn vị cung cấp dịch vụ.", ">= 1 count  mỗi huyện có ít nhất một đơn vị cung cấp dịch vụ"},
		{"Không để hình thành điểm nóng về trật tự.", ""},
		{"Trực 24/24 giờ trong 15 ngày.", ""},
		{"Mỗi cán bộ, giáo viên phải gương mẫu.", ""},
	} {
		var got []string
		for _, f := range findTargets(c.text, when.Base{}) {
			got = append(got, fmt.Sprintf("%s %v %s %s %s", f.op, f.value, f.unit, f.by, f.span.In(c.text)))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("findTargets(%q)\ngot  %s\nwant %s", c.text, strings.Join(got, "|"), c.want)
		}
	}
}
