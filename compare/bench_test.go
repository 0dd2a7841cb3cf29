package compare

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"doichieu/extract"
)

// manyPlans makes plans of 80 tasks each out of a stock of actions and objects,
// as provinces make theirs out of a template.
func manyPlans(n int) []*extract.Plan {
	actions := []string{"Rà soát, thống kê", "Tập huấn", "Tuyên truyền, phổ biến", "Kiểm tra, xử lý", "Xây dựng kế hoạch", "Bố trí kinh phí", "Lắp đặt", "Sửa chữa"}
	things := []string{"công trình nước sạch", "biển báo giao thông", "đê điều ven sông", "trạm y tế", "chợ nông thôn", "rừng phòng hộ", "cảng cá", "trường học vùng cao", "đường gom", "cầu treo"}
	r := rand.New(rand.NewPCG(1, 2))
	var plans []*extract.Plan
	for i := range n {
		var tasks []string
		for k := range 80 {
			own := fmt.Sprintf("tại khu vực %s%d", string(rune('a'+r.IntN(26))), r.IntN(50))
			tasks = append(tasks, strings.Join([]string{actions[k%8], things[k/8], own, "theo quy định"}, " "))
		}
		plans = append(plans, given(fmt.Sprintf("P%03d", i), tasks...))
	}
	return plans
}

// BenchmarkCompare shows how the cost of a task grows with the number of plans:
// ns/task should hardly rise from one line to the next.
func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{2, 8, 32, 64} {
		plans := manyPlans(n)
		b.Run(fmt.Sprintf("plans=%d", n), func(b *testing.B) {
			for b.Loop() {
				Compare(plans)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n*80), "ns/task")
		})
	}
}
