package extract

import "testing"

func TestCounts(t *testing.T) {
	for text, want := range map[string]bool{
		"đã tổ chức 04 cuộc thanh tra":                  true,
		"tổng số 1.250 trường":                          true,
		"giảm 5,5% so với năm trước":                    true,
		"từ 5 xã lên 10 xã":                             true,
		"thực hiện kế hoạch số 12 của tỉnh":             false,
		"theo nghị định 45 quy định":                    false,
		"thực hiện kế hoạch số 12/kh-ubnd của tỉnh":     false,
		"trong năm 2024 và 2025 các trường đã kiểm tra": false,
		"trong 02 năm qua":                              false,
		"giai đoạn 2021 - 2025 các trường":              false,
		"ngày 16/4/2025 của tỉnh":                       false,
		"điều 3 và khoản 2 quy định về trường học":      false,
		"các xã của tỉnh":                               false,
		"":                                              false,
		"kết quả như sau: 7":                            false,
		"nghị quyết (khóa 12) giao":                     false,
		"hỗ trợ 5.000.000 đồng cho mỗi trường":          true,
		"sơ kết 6 tháng đầu năm":                        false,
	} {
		if got := counts(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
