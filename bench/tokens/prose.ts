/** Prose by language, written for the calibration: questions and answers as they occur in labelled examples. */
export const PROSE: Readonly<Record<string, string>> = {
  English:
    'A customer asks why the invoice of last month is higher than the one before. Please look at the usage report first: two new instances were started on the third, and nobody stopped them over the weekend. Explain this in a friendly way, apologise for the surprise, and offer to set up a budget alarm. If the customer wants a refund, forward the conversation to the billing team. They usually answer within two working days, and they need the account number, the period and a short description of what happened.',
  German:
    'Ein Kunde fragt, warum die Rechnung des letzten Monats höher ist als die vorherige. Bitte sehen Sie zuerst in den Nutzungsbericht: Am dritten wurden zwei neue Instanzen gestartet, und niemand hat sie über das Wochenende angehalten. Erklären Sie dies freundlich, entschuldigen Sie sich für die Überraschung und bieten Sie an, einen Budgetalarm einzurichten. Die Abrechnungsabteilung antwortet gewöhnlich innerhalb von zwei Werktagen und benötigt die Kontonummer sowie eine kurze Beschreibung.',
  French:
    "Un client demande pourquoi la facture du mois dernier est plus élevée que la précédente. Consultez d'abord le rapport d'utilisation : deux nouvelles instances ont été démarrées le trois, et personne ne les a arrêtées pendant le week-end. Expliquez cela avec amabilité, excusez-vous pour la surprise et proposez de créer une alerte de budget. Si le client souhaite être remboursé, transmettez la conversation à l'équipe de facturation, qui répond généralement sous deux jours ouvrés.",
  Spanish:
    'Un cliente pregunta por qué la factura del mes pasado es más alta que la anterior. Consulte primero el informe de uso: el día tres se iniciaron dos instancias nuevas y nadie las detuvo durante el fin de semana. Explíquelo con amabilidad, pida disculpas por la sorpresa y ofrezca crear una alarma de presupuesto. Si el cliente quiere un reembolso, envíe la conversación al equipo de facturación, que suele responder en dos días hábiles.',
  Portuguese:
    'Um cliente pergunta por que a fatura do mês passado está mais alta do que a anterior. Veja primeiro o relatório de uso: no dia três foram iniciadas duas novas instâncias, e ninguém as interrompeu durante o fim de semana. Explique isso com gentileza, peça desculpas pela surpresa e ofereça a criação de um alarme de orçamento. Se o cliente quiser um reembolso, encaminhe a conversa para a equipe de cobrança.',
  Italian:
    'Un cliente chiede perché la fattura del mese scorso è più alta di quella precedente. Controlli prima il rapporto di utilizzo: il giorno tre sono state avviate due nuove istanze e nessuno le ha fermate durante il fine settimana. Lo spieghi con gentilezza, si scusi per la sorpresa e offra di creare un avviso di budget. Se il cliente desidera un rimborso, inoltri la conversazione al reparto di fatturazione.',
  Swedish:
    'En kund undrar varför förra månadens faktura är högre än den tidigare. Titta först i användningsrapporten: två nya instanser startades den tredje, och ingen stoppade dem under helgen. Förklara detta på ett vänligt sätt, be om ursäkt för överraskningen och erbjud dig att skapa ett budgetlarm. Om kunden vill ha pengarna tillbaka skickar du ärendet vidare till faktureringsavdelningen.',
  Polish:
    'Klient pyta, dlaczego faktura za ostatni miesiąc jest wyższa niż poprzednia. Proszę najpierw zajrzeć do raportu użycia: trzeciego dnia uruchomiono dwie nowe instancje i nikt nie zatrzymał ich przez weekend. Proszę wyjaśnić to uprzejmie, przeprosić za niespodziankę i zaproponować ustawienie alarmu budżetowego. Jeśli klient chce zwrotu pieniędzy, należy przekazać rozmowę do działu rozliczeń.',
  Turkish:
    'Bir müşteri geçen ayın faturasının neden bir öncekinden yüksek olduğunu soruyor. Lütfen önce kullanım raporuna bakın: ayın üçünde iki yeni sunucu başlatılmış ve hafta sonu boyunca kimse durdurmamış. Bunu nazikçe açıklayın, sürpriz için özür dileyin ve bir bütçe alarmı kurmayı önerin. Müşteri geri ödeme isterse görüşmeyi faturalandırma ekibine iletin.',
  Vietnamese:
    'Một khách hàng hỏi tại sao hóa đơn tháng trước cao hơn tháng trước đó. Trước tiên hãy xem báo cáo sử dụng: hai máy chủ mới đã được khởi động vào ngày mùng ba và không ai tắt chúng trong suốt cuối tuần. Hãy giải thích điều này một cách thân thiện, xin lỗi vì sự bất ngờ và đề nghị thiết lập cảnh báo ngân sách.',
  Indonesian:
    'Seorang pelanggan bertanya mengapa tagihan bulan lalu lebih tinggi daripada bulan sebelumnya. Silakan lihat laporan penggunaan terlebih dahulu: dua server baru dijalankan pada tanggal tiga dan tidak ada yang menghentikannya selama akhir pekan. Jelaskan hal ini dengan ramah, minta maaf atas kejutan tersebut, dan tawarkan untuk membuat alarm anggaran.',
  Greek:
    'Ένας πελάτης ρωτά γιατί ο λογαριασμός του περασμένου μήνα είναι υψηλότερος από τον προηγούμενο. Κοιτάξτε πρώτα την αναφορά χρήσης: δύο νέοι διακομιστές ξεκίνησαν στις τρεις του μήνα και κανείς δεν τους σταμάτησε το σαββατοκύριακο. Εξηγήστε το ευγενικά και ζητήστε συγγνώμη για την έκπληξη.',
  Russian:
    'Клиент спрашивает, почему счёт за прошлый месяц выше предыдущего. Сначала посмотрите отчёт об использовании: третьего числа были запущены два новых сервера, и никто не остановил их на выходных. Объясните это вежливо, извинитесь за неожиданность и предложите настроить оповещение о бюджете. Если клиент хочет вернуть деньги, передайте разговор в отдел расчётов.',
  Arabic:
    'يسأل أحد العملاء عن سبب ارتفاع فاتورة الشهر الماضي مقارنة بالفاتورة السابقة. يرجى الاطلاع أولا على تقرير الاستخدام: تم تشغيل خادمين جديدين في اليوم الثالث ولم يوقفهما أحد خلال عطلة نهاية الأسبوع. اشرح ذلك بلطف واعتذر عن المفاجأة واعرض إعداد تنبيه للميزانية.',
  Hebrew:
    'לקוח שואל מדוע החשבון של החודש שעבר גבוה מהחשבון הקודם. אנא בדקו תחילה את דוח השימוש: שני שרתים חדשים הופעלו בשלישי לחודש ואיש לא עצר אותם במהלך סוף השבוע. הסבירו זאת באדיבות, התנצלו על ההפתעה והציעו להגדיר התראת תקציב.',
  Hindi:
    'एक ग्राहक पूछता है कि पिछले महीने का बिल उससे पहले वाले बिल से ज़्यादा क्यों है। कृपया पहले उपयोग की रिपोर्ट देखें: तीन तारीख को दो नए सर्वर शुरू किए गए थे और सप्ताहांत में किसी ने उन्हें बंद नहीं किया। इसे विनम्रता से समझाएँ, असुविधा के लिए क्षमा माँगें और बजट अलार्म बनाने का प्रस्ताव दें।',
  Bengali:
    'একজন গ্রাহক জানতে চান কেন গত মাসের বিল আগের মাসের চেয়ে বেশি। অনুগ্রহ করে প্রথমে ব্যবহারের প্রতিবেদন দেখুন: তিন তারিখে দুটি নতুন সার্ভার চালু করা হয়েছিল এবং সপ্তাহান্তে কেউ সেগুলি বন্ধ করেনি। বিষয়টি ভদ্রভাবে ব্যাখ্যা করুন এবং বাজেট অ্যালার্ম তৈরির প্রস্তাব দিন।',
  Tamil:
    'கடந்த மாத கட்டணம் முந்தைய மாதத்தை விட ஏன் அதிகமாக உள்ளது என்று ஒரு வாடிக்கையாளர் கேட்கிறார். முதலில் பயன்பாட்டு அறிக்கையைப் பாருங்கள்: மூன்றாம் தேதி இரண்டு புதிய சேவையகங்கள் தொடங்கப்பட்டன, வார இறுதியில் யாரும் அவற்றை நிறுத்தவில்லை. இதை அன்புடன் விளக்குங்கள்.',
  Thai: 'ลูกค้ารายหนึ่งถามว่าทำไมใบแจ้งหนี้ของเดือนที่แล้วจึงสูงกว่าเดือนก่อนหน้า กรุณาดูรายงานการใช้งานก่อน มีการเปิดเซิร์ฟเวอร์ใหม่สองเครื่องในวันที่สาม และไม่มีใครปิดเครื่องในช่วงวันหยุดสุดสัปดาห์ อธิบายเรื่องนี้อย่างเป็นมิตร ขออภัยในความไม่สะดวก และเสนอให้ตั้งการแจ้งเตือนงบประมาณ',
  Korean:
    '고객이 지난달 청구서가 그 전달보다 왜 더 높은지 문의했습니다. 먼저 사용량 보고서를 확인해 주세요. 삼일에 새 서버 두 대가 시작되었고 주말 동안 아무도 중지하지 않았습니다. 이 내용을 친절하게 설명하고 불편을 드린 점을 사과한 다음 예산 알림을 설정해 드리겠다고 제안하세요. 고객이 환불을 원하면 대화를 청구 담당 팀에 전달하세요. 보통 영업일 기준 이틀 안에 답변합니다.',
  'Korean chat':
    '헐 진짜요?? ㅋㅋㅋㅋ 저 어제 주문한 거 아직도 안 왔어요 ㅠㅠ 넵 확인해 볼게요 ㅎㅎ ㅇㅋㅇㅋ 감사합니당~ ㄱㄱ 근데 배송비는 왜 두 번 나갔죠..? ㄷㄷ 환불 ㄱㄴ? 아 그건 ㄴㄴ 불가능이요 ㅜㅜ 알겠습니다 ㅋㅋ 수고하세요!! ^^',
  'Korean and English':
    'S3 버킷에 있는 training data를 Bedrock으로 fine-tuning하려면 IAM role이 필요합니다. VPC endpoint의 policy에서 s3:GetObject를 허용하고, region은 us-east-1(버지니아 북부)을 선택하세요. 2026년 11월 27일 기준으로 epoch당 약 1,200,000 token이 청구되며, validation loss가 0.85 이하이면 early stopping을 고려합니다.',
  Armenian:
    'Հաճախորդը հարցնում է, թե ինչու է անցյալ ամսվա հաշիվը ավելի բարձր, քան նախորդը։ Խնդրում ենք նախ նայել օգտագործման զեկույցը։',
  Georgian:
    'მომხმარებელი კითხულობს, რატომ არის გასული თვის ანგარიში წინაზე მაღალი. გთხოვთ, ჯერ ნახოთ გამოყენების ანგარიში.',
  Amharic: 'ደንበኛው ያለፈው ወር ሂሳብ ለምን ከፍ እንዳለ ይጠይቃል። እባክዎ መጀመሪያ የአጠቃቀም ሪፖርቱን ይመልከቱ።',
  Persian:
    'مشتری می‌پرسد چرا صورتحساب ماه گذشته از ماه قبل بیشتر است. لطفاً ابتدا گزارش مصرف را ببینید: دو سرور جدید در روز سوم راه‌اندازی شده است.',
  Urdu: 'ایک گاہک پوچھتا ہے کہ پچھلے مہینے کا بل اس سے پہلے والے سے زیادہ کیوں ہے۔ براہ کرم پہلے استعمال کی رپورٹ دیکھیں۔',
  Japanese:
    'お客様から、先月の請求額がその前の月より高い理由についてお問い合わせがありました。まず利用状況レポートを確認してください。三日に新しいサーバーが二台起動され、週末の間に誰も停止していませんでした。このことを丁寧に説明し、ご迷惑をおかけしたことをお詫びして、予算アラームの設定をご提案ください。返金をご希望の場合は、会話を請求担当チームに転送してください。',
  Chinese:
    '一位客户询问为什么上个月的账单比前一个月高。请先查看使用情况报告：三号启动了两台新服务器，周末期间没有人将其停止。请友好地解释这一点，为给客户带来的意外表示歉意，并提议设置预算警报。如果客户希望退款，请将对话转交给账单团队。他们通常会在两个工作日内答复，并且需要账号、时间段以及对所发生情况的简短描述。',
  'Traditional Chinese':
    '一位客戶詢問為什麼上個月的帳單比前一個月高。請先查看使用情況報告：三號啟動了兩台新伺服器，週末期間沒有人將其停止。請友善地解釋這一點，為給客戶帶來的意外表示歉意，並提議設定預算警報。如果客戶希望退款，請將對話轉交給帳務團隊，他們通常會在兩個工作天內答覆。',
};
