package extract

import "testing"

// TestRules shows for every rule of owners what it finds and what comes near and
// is none. Each case is one item below "I. NHIỆM VỤ".
func TestRules(t *testing.T) {
	for _, c := range []struct{ rule, item, want string }{
		{"subject", "1. Các sở, ban, ngành trực thuộc Ủy ban nhân dân tỉnh; Ủy ban nhân dân các huyện, thành phố tuyên truyền đến từng hộ.", "I/1 | so-ban-nganh ubnd-huyen"},
		{"subject", "1. Thủ trưởng các sở, ngành, đơn vị, địa phương chịu trách nhiệm về số liệu báo cáo của mình.", "I/1 | co-quan-don-vi dia-phuong so-ban-nganh"},
		{"subject", "1. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các địa phương báo cáo Sở Nội vụ xem xét.", "I/1 | dia-phuong"},
		{"subject", "1. Trung tâm Xúc tiến du lịch chủ trì, phối hợp với các doanh nghiệp lữ hành xây dựng sản phẩm mới.", "I/1 | x:trung tâm xúc tiến du lịch | x:doanh nghiệp lữ hành"},
		{"subject", "1. Sở Y tế (cơ quan thường trực) và Công an, Quân sự cấp xã kiểm tra các điểm cách ly trong tháng.", "I/1 | ban-chi-huy-quan-su-xa cong-an-xa so-y-te"},
		{"subject", "1. Ủy ban nhân dân các xã: Tân Lập, Tân An rà soát diện tích rừng bị cháy trên địa bàn.", "I/1 | ubnd-xa"},
		{"subject", "1. Mỗi xã, phường thành lập ít nhất một tổ tuần tra rừng trong mùa khô.", "I/1 | ubnd-xa"},
		{"subject", "1. Các sở, ngành, địa phương, doanh nghiệp và các tổ chức, cá nhân có liên quan nghiêm túc thực hiện.", "I/1 | co-quan-don-vi dia-phuong so-ban-nganh"},
		{"subject", "1. Các đơn vị nghiệp vụ thuộc Công an tỉnh tuần tra ban đêm trên các tuyến quốc lộ.", "I/1 | cong-an-tinh"},
		{"subject", "1. Các đơn vị sự nghiệp trực thuộc Sở Y tế rà soát hồ sơ viên chức của đơn vị mình.", "I/1 | x:đơn vị sự nghiệp trực thuộc sở y tế"},
		{"subject", "1. Các đơn vị trực thuộc Ủy ban nhân dân tỉnh rà soát hồ sơ viên chức của đơn vị mình.", "I/1 | co-quan-don-vi"},
		{"subject", "1. Các tổ chức, cá nhân được cấp giấy phép thăm dò, khai thác cát có trách nhiệm lắp đặt trạm cân.", "I/1 | x:tổ chức, cá nhân được cấp giấy phép thăm dò, khai thác cát"},
		{"subject", "1. Các đơn vị được kiểm tra chuẩn bị báo cáo, hồ sơ và cử người làm việc với đoàn.", "I/1 | x:đơn vị được kiểm tra"},
		{"subject", "1. Đối với đơn vị được kiểm tra: chuẩn bị báo cáo, hồ sơ và cử người làm việc.", "I/1 | x:đơn vị được kiểm tra"},
		{"subject", "1. Đoàn kiểm tra: Thực hiện kiểm tra đúng nội dung, đúng thời gian đã thông báo.", "I/1 | x:đoàn kiểm tra"},
		{"subject", "1. Chủ đầu tư dự án có trách nhiệm bố trí vốn đối ứng theo tiến độ đã cam kết.", "I/1 | x:chủ đầu tư dự án"},
		{"subject", "1. Các xã, phường được chọn làm điểm khẩn trương lập kế hoạch của địa phương mình.", "I/1 | ubnd-xa"},
		{"subject", "1. Đối với Đoàn kiểm tra: Các thành viên thực hiện nghiêm túc quy chế làm việc.", "I/1 | x:đoàn kiểm tra"},
		{"subject", "1. Cảnh sát giao thông tuần tra, xử lý vi phạm nồng độ cồn trên các tuyến quốc lộ.", "I/1 | x:cảnh sát giao thông"},
		{"subject", "1. Công ty TNHH Khai thác công trình thủy lợi kiểm tra các hồ đập trước mùa mưa lũ.", "I/1 | x:công ty tnhh khai thác công trình thủy lợi"},
		{"subject", "1. Các lực lượng Công an, Quân sự, Biên phòng phối hợp cứu hộ, cứu nạn tại vùng lũ.", "I/1 | bien-phong cong-an x:quân sự"},
		{"subject", "1. Sở Công Thương yêu cầu các doanh nghiệp được cấp giấy phép phải lắp camera giám sát.", "I/1 | so-cong-thuong |  | x:doanh nghiệp được cấp giấy phép"},
		{"subject", "1. Các đơn vị được Sở Y tế và Sở Tài chính kiểm tra phải khắc phục tồn tại.", "I/1 | x:đơn vị được sở y tế và sở tài chính kiểm tra"},
		{"subject", "1. Ủy ban nhân dân và Công an các xã, phường tuần tra ban đêm trong dịp lễ hội.", "I/1 | cong-an-xa ubnd-xa"},
		{"subject", "1. Bảo tàng tỉnh sưu tầm hiện vật; Thư viện tỉnh trưng bày sách, ảnh tư liệu.", "I/1 | x:bảo tàng tỉnh x:thư viện tỉnh"},
		{"subject", "1. Các sở, ngành đề nghị Sở Tài chính bố trí vốn đối ứng cho các dự án.", "I/1 | so-ban-nganh"},
		{"no subject", "1. Đối với các doanh nghiệp được cấp giấy phép: kiểm tra định kỳ theo kế hoạch hằng năm.", "I/1"},
		{"no subject", "1. Các cơ sở có nguy cơ cháy cao phải được kiểm tra ít nhất một lần hằng năm.", "I/1"},
		{"no subject", "1. Yêu cầu đội ngũ cán bộ, giáo viên chấp hành nghiêm quy định về an toàn giao thông.", "I/1"},
		{"no subject", "1. Đối với hộ kinh doanh: mức hỗ trợ theo quy định hiện hành của Nhà nước.", "I/1"},
		{"no subject", "1. Quỹ đất công phải bảo đảm sử dụng đúng mục đích, tiết kiệm, có hiệu quả.", "I/1"},
		{"no subject", "1. Đơn vị được kiểm tra là các xã vùng cao có tỷ lệ hộ nghèo lớn hơn mức chung.", "I/1"},
		{"no subject", "1. Đối với đơn vị được kiểm tra lần đầu thì thời gian kiểm tra không quá 02 ngày.", "I/1"},
		{"no subject", "1. Đối với các doanh nghiệp được cấp giấy phép, tiếp tục rà soát hồ sơ môi trường.", "I/1"},
		{"no subject", "1. Tổ chức thi công các công trình được bố trí vốn, phải hoàn thành trong năm nay.", "I/1"},
		{"no subject", "1. Cán bộ, công chức có trách nhiệm đeo thẻ khi làm nhiệm vụ tại trụ sở.", "I/1"},
		{"no subject", "1. Mỗi xã, phường có ít nhất 01 tổ tuần tra rừng trong suốt mùa khô.", "I/1"},
		{"no subject", "1. Công an điện tử hóa hồ sơ là xu thế chung của các lực lượng trong giai đoạn này.", "I/1"},
		{"no subject", "1. Chính quyền số phải được xây dựng đồng bộ từ tỉnh đến cơ sở theo lộ trình chung.", "I/1"},
		{"no subject", "1. Hội thi Tìm hiểu pháp luật được tổ chức tại các trường học trên địa bàn toàn tỉnh.", "I/1"},
		{"no subject", "1. Đối với Công an tỉnh, khối lượng công việc còn lại rất lớn nên cần bổ sung biên chế.", "I/1"},

		{"told", "1. Rà soát hồ sơ người có công còn tồn đọng, giao Sở Nội vụ theo dõi và báo cáo kết quả.", "I/1 | so-noi-vu"},
		{"told", "1. Lập danh mục dự án ưu tiên (do Sở Tài chính chủ trì tham mưu) trình cấp có thẩm quyền.", "I/1 | so-tai-chinh"},
		{"told", "1. Ủy ban nhân dân tỉnh yêu cầu Giám đốc Sở Y tế kiểm tra toàn bộ cơ sở khám chữa bệnh.", "I/1 | so-y-te"},
		{"not told", "1. Rà soát danh mục do Thủ tướng Chính phủ ban hành theo quy định của pháp luật hiện hành.", "I/1"},
		{"not told", "1. Sử dụng có hiệu quả kinh phí đã giao Sở Y tế từ đầu năm cho công tác phòng dịch.", "I/1"},

		{"told", "1. Thu hồi diện tích đất chậm sử dụng, giao Ủy ban nhân dân cấp xã quản lý theo quy định.", "I/1 | ubnd-xa"},
		{"told", "1. Giao Ban quản lý rừng phòng hộ chăm sóc rừng trồng mới từ năm trước.", "I/1 | x:ban quản lý rừng phòng hộ"},
		{"told", "1. Yêu cầu các đơn vị đầu mối giao kế hoạch rà soát, điều chỉnh vốn của các dự án.", "I/1 | x:đơn vị đầu mối giao kế hoạch"},
		{"told", "1. Xe đưa đón đoàn kiểm tra do Văn phòng Sở Nội vụ bố trí theo lịch của đoàn.", "I/1 | x:văn phòng sở nội vụ"},
		{"told", "1. Rà soát hồ sơ của các xã; giao trách nhiệm Giám đốc Sở Nội vụ theo dõi, đôn đốc.", "I/1 | so-noi-vu"},
		{"told", "1. Yêu cầu Sở Y tế lập danh sách. Trong quá trình thực hiện nếu có vướng mắc, các địa phương kịp thời báo cáo.", "I/1 | dia-phuong so-y-te"},
		{"not told", "1. Tham mưu Ủy ban nhân dân tỉnh đề nghị Bộ Y tế hỗ trợ thêm thuốc phòng dịch.", "I/1"},
		{"not told", "1. Rà soát diện tích đất đã thu hồi giao Ủy ban nhân dân cấp xã quản lý từ năm 2020.", "I/1"},
		{"not told", "1. Rà soát, thu hồi các giấy phép do Sở Xây dựng cấp không đúng quy định của pháp luật.", "I/1"},
		{"not told", "1. Bảo dưỡng thường xuyên các tuyến đường do Ủy ban nhân dân cấp xã quản lý trên địa bàn.", "I/1"},
		{"not told", "1. Rà soát các đề tài do Sở Y tế thực hiện từ ngân sách nhà nước trong năm 2024.", "I/1"},
		{"not told", "1. Lập kế hoạch có mục tiêu cụ thể; giao trách nhiệm người đứng đầu các đơn vị phụ trách từng việc.", "I/1"},

		{"comma lost", "1. Các sở, ban, ngành đoàn thể và Ủy ban nhân dân các cấp phải bảo đảm an toàn cho học sinh.", "I/1 | doan-the so-ban-nganh ubnd-cac-cap"},
		{"no list", "1. Các sở, ban, ngành vận động đoàn thể cơ sở tham gia bảo đảm an toàn cho học sinh.", "I/1 | so-ban-nganh"},

		{"clause", "1. Sở Tài chính xây dựng kế hoạch phân bổ vốn. Sở Y tế tổ chức thực hiện ngay khi có vốn.", "I/1 | so-tai-chinh so-y-te"},
		{"clause", "1. Đề nghị Hội Nông dân tỉnh giám sát; yêu cầu các sở, ngành cung cấp tài liệu kịp thời.", "I/1 | hoi-nong-dan? so-ban-nganh"},
		{"no clause", "1. Sở Y tế lập danh sách thuốc dự trữ; giao các đơn vị trực thuộc thực hiện mua sắm.", "I/1 | so-y-te |  | co-quan-don-vi"},
		{"no clause", "1. Sở Tài chính lập dự toán trình duyệt. Công an tỉnh đã có trụ sở mới từ năm trước.", "I/1 | so-tai-chinh"},
		{"no clause", "1. Sở Tài chính phối hợp với Sở Y tế; Sở Nội vụ; Công an tỉnh tổ chức hội nghị tổng kết.", "I/1 | so-tai-chinh | cong-an-tinh so-noi-vu so-y-te"},

		{"sentence", "1. Đẩy mạnh vận động nhân dân hiến đất làm đường; Hội Nông dân tỉnh tăng cường tuyên truyền.", "I/1 | hoi-nong-dan"},
		{"sentence", "1. Nhằm hoàn thành mục tiêu đề ra, bên cạnh việc thường xuyên, các sở, ngành cần cụ thể hóa các nhiệm vụ trên.", "I/1 | so-ban-nganh"},
		{"sentence", "1. Hỗ trợ doanh nghiệp đổi mới công nghệ; doanh nghiệp có trách nhiệm đối ứng vốn.", "I/1 | x:doanh nghiệp"},
		{"sentence", "1. Tổ chức các đoàn kiểm tra liên ngành; đoàn kiểm tra có trách nhiệm lập biên bản.", "I/1 | x:đoàn kiểm tra"},
		{"no sentence", "1. Mở đợt cao điểm phòng dịch. Ủy ban nhân dân tỉnh đã ban hành Kế hoạch số 12.", "I/1"},
		{"no sentence", "1. Thông báo kết quả cho Sở Nội vụ; Sở Tài chính; Công an tỉnh phối hợp theo dõi chung.", "I/1"},
		{"no sentence", "1. Gửi báo cáo định kỳ về Ủy ban nhân dân tỉnh; Sở Nội vụ; Công an tỉnh để tổng hợp chung.", "I/1"},

		{"sentence", "1. Mở đợt cao điểm trước kỳ nghỉ lễ. Sở Xây dựng kiểm tra toàn bộ các bến xe khách.", "I/1 | so-xay-dung"},
		{"no sentence", "1. Mở đợt cao điểm trước kỳ nghỉ lễ. Trách nhiệm của Sở Xây dựng được quy định tại quy chế.", "I/1"},

		{"presiding", "1. Trên cơ sở nhu cầu của các xã, Sở Tài chính chủ trì tổng hợp, trình phân bổ kinh phí.", "I/1 | so-tai-chinh"},
		{"presiding", "1. Tổ chức lễ dâng hương tại nghĩa trang liệt sĩ của tỉnh (Sở Nội vụ thực hiện).", "I/1 | so-noi-vu"},
		{"not presiding", "1. Gửi kết quả về Ủy ban nhân dân tỉnh (qua Sở Nội vụ) để tổng hợp chung toàn tỉnh.", "I/1"},

		{"partner", "1. Chủ trì, phối hợp chặt chẽ với lực lượng chuyên trách của Công an tỉnh, Hải quan và các ngành tuần tra.", "I/1 |  | cong-an-tinh hai-quan so-ban-nganh"},
		{"partner", "1. Phối hợp Sở Y tế và Tài chính, các cơ quan báo chí tuyên truyền về bảo hiểm y tế.", "I/1 |  | so-tai-chinh so-y-te x:cơ quan báo chí"},
		{"partner", "1. Phối hợp với các Bộ: Công an, Quốc phòng trong xử lý hồ sơ liệt sĩ còn thiếu thông tin.", "I/1 |  | bo-cong-an bo-quoc-phong"},
		{"partner", "1. Phối hợp với các cơ quan Đảng, Quốc hội, Mặt trận Tổ quốc Việt Nam để tuyên truyền.", "I/1 |  | mttq x:cơ quan đảng x:quốc hội"},
		{"partner", "1. Các sở, ngành khác: căn cứ nhiệm vụ của mình, phối hợp với các sở, ngành liên quan rà soát.", "I/1 | so-ban-nganh | so-ban-nganh"},
		{"partner", "1. Ủy ban nhân dân cấp xã phối hợp với Ủy ban nhân dân cấp xã giáp ranh tuần tra rừng.", "I/1 | ubnd-xa | ubnd-xa"},
		{"partner", "1. Phối hợp với các phòng chuyên môn thuộc Sở Xây dựng và phòng nghiệp vụ Công an tỉnh kiểm tra.", "I/1 |  | cong-an-tinh so-xay-dung"},
		{"partner", "1. Phối hợp với các phòng chuyên môn của Sở và các cơ sở cai nghiện ma túy lập danh sách.", "I/1 |  | co-so-cai-nghien phong-ban"},
		{"no partner", "1. Sở Y tế chủ trì tập huấn; Sở Tài chính phối hợp với Sở Y tế lập dự toán cho cả năm.", "I/1 | so-tai-chinh so-y-te"},
		{"no partner", "1. Tăng cường phối hợp giữa Sở Y tế, Công an tỉnh trong kiểm tra an toàn thực phẩm.", "I/1"},
		{"no partner", "1. Nâng cao hiệu quả quy chế phối hợp liên ngành; báo cáo Sở Y tế theo định kỳ đã nêu.", "I/1"},

		{"directed", "1. Sở Y tế chỉ đạo, hướng dẫn các cơ sở y tế và trạm y tế cấp xã lập hồ sơ sức khỏe.", "I/1 | so-y-te |  | x:cơ sở y tế x:trạm y tế cấp xã"},
		{"directed", "1. Công an tỉnh kiểm tra, hướng dẫn, đôn đốc Công an cấp xã lập hồ sơ quản lý theo quy định.", "I/1 | cong-an-tinh |  | cong-an-xa"},
		{"directed", "1. Sở Xây dựng chỉ đạo quyết liệt, kịp thời Ủy ban nhân dân cấp xã lập hồ sơ các công trình.", "I/1 | so-xay-dung |  | ubnd-xa"},
		{"directed", "1. Chỉ đạo các cấp, các ngành phối hợp với các ban, ngành liên quan đón tiếp thân nhân liệt sĩ.", "I/1 |  | so-ban-nganh | so-ban-nganh"},
		{"directed", "1. Sở Y tế chỉ đạo các đơn vị trực thuộc Sở Y tế, các bệnh viện và trung tâm y tế dự trữ thuốc.", "I/1 | so-y-te |  | co-quan-don-vi x:bệnh viện x:trung tâm y tế"},
		{"directed", "1. Sở Nội vụ chỉ đạo các trường học thuộc hệ thống giáo dục nghề nghiệp tổ chức ngoại khóa.", "I/1 | so-noi-vu |  | x:trường học thuộc hệ thống giáo dục nghề nghiệp"},
		{"directed", "1. Sở Xây dựng hướng dẫn Ủy ban nhân dân, Công an các xã, phường lập danh sách nhà xuống cấp.", "I/1 | so-xay-dung |  | cong-an-xa ubnd-xa"},
		{"not directed", "1. Sở Xây dựng cắm mốc diện tích đất thu hồi giao Ủy ban nhân dân cấp xã sử dụng.", "I/1 | so-xay-dung"},
		{"not directed", "1. Sở Nội vụ đôn đốc, kiểm tra các sở, ngành trong việc chấp hành giờ giấc làm việc.", "I/1 | so-noi-vu"},
		{"not directed", "1. Phát huy vai trò của Ban Chỉ đạo trong chỉ đạo, hướng dẫn các sở, ngành thực hiện.", "I/1"},
	} {
		doc := textDoc(body(c.item)...)
		p := Extract(doc)
		check(t, doc, p)
		if got := summary(p); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.rule, c.item, got, c.want)
		}
	}
}

// TestInheritance shows what an item takes from above.
func TestInheritance(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"below a heading, giving an order does not take the task away", []string{"1. Sở Y tế", "- Tổng hợp, đề nghị Bộ Y tế khen thưởng các tập thể.", "- Xây dựng kế hoạch, giao các đơn vị trực thuộc thực hiện."}, "I/1/-1 | so-y-te\nI/1/-2 | so-y-te |  | co-quan-don-vi"},
		{"a body unknown to the vocabulary heads its items", []string{"1. Phòng Kinh tế", "Lập dự toán chi cho lễ hội."}, "I/1/p1 | x:phòng kinh tế"},
		{"those addressed by a clause head their items", []string{"1. Trách nhiệm của các đơn vị được kiểm tra", "- Chuẩn bị báo cáo, hồ sơ đầy đủ."}, "I/1/-1 | x:đơn vị được kiểm tra"},
		{"a kind of firms as a topic heads nothing", []string{"1. Doanh nghiệp có vốn đầu tư nước ngoài", "- Thu hút có chọn lọc các dự án lớn."}, "I/1/-1"},
		{"closing words make no lead-in of the last item", []string{"1. Sở Y tế lập kế hoạch dự phòng thuốc trước ngày 15/6/2025.", "Trên đây là Kế hoạch của Ủy ban nhân dân tỉnh, các cơ quan nghiêm túc thực hiện."}, "I/1 | so-y-te"},
		{"papers below an item are part of it", []string{"1. Tuyên truyền các văn bản sau:", "- Nghị định số 12/2024/NĐ-CP ngày 01/02/2024 của Chính phủ.", "- Thông tư số 3/2024/TT-BNV ngày 05/3/2024.", "- Các văn bản khác có liên quan."}, "I/1"},
		{"labels below several dashes hold for all of them", []string{"1. Nâng cấp cầu, đường nông thôn", "- Khảo sát hiện trạng các tuyến.", "- Lập dự án đầu tư trình phê duyệt.", "Cơ quan chủ trì: Sở Xây dựng.", "Thời gian: Quý II/2025."}, "I/1/-1 | so-xay-dung\nI/1/-2 | so-xay-dung"},
		{"labels run into the paragraph", []string{"1. Số hóa hồ sơ. Cơ quan chủ trì: Sở Nội vụ. Cơ quan phối hợp: Sở Tài chính; Công an tỉnh. Thời gian hoàn thành: Quý IV/2025."}, "I/1 | so-noi-vu | cong-an-tinh so-tai-chinh"},
		{"money that is only said to come from somewhere is no task", []string{"1. Kinh phí thực hiện do ngân sách nhà nước bảo đảm theo phân cấp.", "2. Sở Tài chính bố trí kinh phí thực hiện Kế hoạch này hằng năm."}, "I/2 | so-tai-chinh"},
	} {
		doc := textDoc(body(c.lines...)...)
		p := Extract(doc)
		check(t, doc, p)
		if got := summary(p); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
