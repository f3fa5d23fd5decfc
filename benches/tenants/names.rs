//! Names of people: how they are written, how they are read, how they look abroad. The
//! commonest come first and are dealt out the most.

use super::dice::Dice;

/// One part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    pub written: &'static str,
    pub kana: &'static str,
    pub latin: &'static str,
}

/// Both lists, read once.
pub struct Names {
    last: Vec<Name>,
    first: Vec<Name>,
}

impl Names {
    pub fn new() -> Names {
        Names {
            last: read(LAST),
            first: read(FIRST),
        }
    }

    /// A surname; the first third is three times as common as the last.
    pub fn last(&self, dice: &mut Dice) -> Name {
        let n = dice.roll(self.last.len()).min(dice.roll(self.last.len()));
        self.last[n]
    }

    /// A given name.
    pub fn first(&self, dice: &mut Dice) -> Name {
        *dice.pick(&self.first)
    }
}

fn read(list: &'static str) -> Vec<Name> {
    let mut words = list.split_whitespace();
    let mut names = Vec::new();
    while let Some(written) = words.next() {
        names.push(Name {
            written,
            kana: words.next().expect("a reading"),
            latin: words.next().expect("letters"),
        });
    }
    names
}

const LAST: &str = "
    佐藤 サトウ Sato 鈴木 スズキ Suzuki 高橋 タカハシ Takahashi 田中 タナカ Tanaka 伊藤 イトウ Ito
    渡辺 ワタナベ Watanabe 山本 ヤマモト Yamamoto 中村 ナカムラ Nakamura 小林 コバヤシ Kobayashi 加藤 カトウ Kato
    吉田 ヨシダ Yoshida 山田 ヤマダ Yamada 佐々木 ササキ Sasaki 山口 ヤマグチ Yamaguchi 松本 マツモト Matsumoto
    井上 イノウエ Inoue 木村 キムラ Kimura 林 ハヤシ Hayashi 斎藤 サイトウ Saito 清水 シミズ Shimizu
    山崎 ヤマザキ Yamazaki 森 モリ Mori 池田 イケダ Ikeda 橋本 ハシモト Hashimoto 阿部 アベ Abe
    石川 イシカワ Ishikawa 山下 ヤマシタ Yamashita 中島 ナカジマ Nakajima 石井 イシイ Ishii 小川 オガワ Ogawa
    前田 マエダ Maeda 岡田 オカダ Okada 長谷川 ハセガワ Hasegawa 藤田 フジタ Fujita 後藤 ゴトウ Goto
    近藤 コンドウ Kondo 村上 ムラカミ Murakami 遠藤 エンドウ Endo 青木 アオキ Aoki 坂本 サカモト Sakamoto
    福田 フクダ Fukuda 太田 オオタ Ota 西村 ニシムラ Nishimura 藤井 フジイ Fujii 金子 カネコ Kaneko
    藤原 フジワラ Fujiwara 岡本 オカモト Okamoto 三浦 ミウラ Miura 中野 ナカノ Nakano 中川 ナカガワ Nakagawa
    原田 ハラダ Harada 松田 マツダ Matsuda 竹内 タケウチ Takeuchi 小野 オノ Ono 田村 タムラ Tamura
    中山 ナカヤマ Nakayama 和田 ワダ Wada 石田 イシダ Ishida 森田 モリタ Morita 上田 ウエダ Ueda
    原 ハラ Hara 内田 ウチダ Uchida 柴田 シバタ Shibata 酒井 サカイ Sakai 宮崎 ミヤザキ Miyazaki
    横山 ヨコヤマ Yokoyama 高木 タカギ Takagi 安藤 アンドウ Ando 宮本 ミヤモト Miyamoto 大野 オオノ Ono
    小島 コジマ Kojima 谷口 タニグチ Taniguchi 工藤 クドウ Kudo 今井 イマイ Imai 高田 タカダ Takada
    増田 マスダ Masuda 丸山 マルヤマ Maruyama 杉山 スギヤマ Sugiyama 村田 ムラタ Murata 大塚 オオツカ Otsuka
    新井 アライ Arai 小山 コヤマ Koyama 平野 ヒラノ Hirano 藤本 フジモト Fujimoto 河野 コウノ Kono
    上野 ウエノ Ueno 野口 ノグチ Noguchi 武田 タケダ Takeda 松井 マツイ Matsui 千葉 チバ Chiba
    菅原 スガワラ Sugawara 岩崎 イワサキ Iwasaki 久保 クボ Kubo 木下 キノシタ Kinoshita 佐野 サノ Sano
    野村 ノムラ Nomura 松尾 マツオ Matsuo 市川 イチカワ Ichikawa 菊地 キクチ Kikuchi 杉本 スギモト Sugimoto
    古川 フルカワ Furukawa 大西 オオニシ Onishi 島田 シマダ Shimada 水野 ミズノ Mizuno 桜井 サクライ Sakurai
    高野 タカノ Takano 吉川 ヨシカワ Yoshikawa 山内 ヤマウチ Yamauchi 西田 ニシダ Nishida 菊池 キクチ Kikuchi
    西川 ニシカワ Nishikawa 五十嵐 イガラシ Igarashi 北村 キタムラ Kitamura 安田 ヤスダ Yasuda 中田 ナカタ Nakata
    川口 カワグチ Kawaguchi 平田 ヒラタ Hirata 川崎 カワサキ Kawasaki 飯田 イイダ Iida 吉村 ヨシムラ Yoshimura
    本田 ホンダ Honda 久保田 クボタ Kubota 沢田 サワダ Sawada 辻 ツジ Tsuji 関 セキ Seki
    田口 タグチ Taguchi 樋口 ヒグチ Higuchi 岩田 イワタ Iwata 服部 ハットリ Hattori 荒井 アライ Arai
    浅野 アサノ Asano 大橋 オオハシ Ohashi 中西 ナカニシ Nakanishi 松岡 マツオカ Matsuoka 石原 イシハラ Ishihara
    矢野 ヤノ Yano 岡崎 オカザキ Okazaki 早川 ハヤカワ Hayakawa 吉岡 ヨシオカ Yoshioka 望月 モチヅキ Mochizuki
    永井 ナガイ Nagai 小松 コマツ Komatsu 黒田 クロダ Kuroda 熊谷 クマガイ Kumagai 大久保 オオクボ Okubo
    須藤 スドウ Sudo 川村 カワムラ Kawamura 片山 カタヤマ Katayama 宮田 ミヤタ Miyata 内藤 ナイトウ Naito
    松村 マツムラ Matsumura 岩本 イワモト Iwamoto 土屋 ツチヤ Tsuchiya 大島 オオシマ Oshima 秋山 アキヤマ Akiyama
    上原 ウエハラ Uehara 東 ヒガシ Higashi 荒木 アラキ Araki 尾崎 オザキ Ozaki 伊東 イトウ Ito
    永田 ナガタ Nagata 本間 ホンマ Honma 田辺 タナベ Tanabe 津田 ツダ Tsuda 渡部 ワタベ Watabe
    児玉 コダマ Kodama 栗原 クリハラ Kurihara 堀 ホリ Hori 松永 マツナガ Matsunaga 成田 ナリタ Narita
    星野 ホシノ Hoshino 篠原 シノハラ Shinohara 大谷 オオタニ Otani 小池 コイケ Koike 川上 カワカミ Kawakami
    奥村 オクムラ Okumura 大城 オオシロ Oshiro 比嘉 ヒガ Higa 金城 キンジョウ Kinjo 宮城 ミヤギ Miyagi
    福島 フクシマ Fukushima 三宅 ミヤケ Miyake 富田 トミタ Tomita 梅田 ウメダ Umeda 鎌田 カマタ Kamata
    戸田 トダ Toda 塚本 ツカモト Tsukamoto 白石 シライシ Shiraishi 甲斐 カイ Kai 鬼頭 キトウ Kito
";

const FIRST: &str = "
    誠 マコト Makoto 健一 ケンイチ Kenichi 大輔 ダイスケ Daisuke 翔太 ショウタ Shota 直樹 ナオキ Naoki
    蓮 レン Ren 健太 ケンタ Kenta 拓也 タクヤ Takuya 和也 カズヤ Kazuya 達也 タツヤ Tatsuya
    浩 ヒロシ Hiroshi 隆 タカシ Takashi 修 オサム Osamu 豊 ユタカ Yutaka 学 マナブ Manabu
    剛 ツヨシ Tsuyoshi 聡 サトシ Satoshi 哲也 テツヤ Tetsuya 英樹 ヒデキ Hideki 雅人 マサト Masato
    亮 リョウ Ryo 涼太 リョウタ Ryota 悠斗 ユウト Yuto 陽翔 ハルト Haruto 大和 ヤマト Yamato
    颯太 ソウタ Sota 湊 ミナト Minato 樹 イツキ Itsuki 智也 トモヤ Tomoya 裕介 ユウスケ Yusuke
    慎一 シンイチ Shinichi 雄大 ユウダイ Yudai 康平 コウヘイ Kohei 祐樹 ユウキ Yuki 正樹 マサキ Masaki
    洋平 ヨウヘイ Yohei 圭介 ケイスケ Keisuke 淳 ジュン Jun 茂 シゲル Shigeru 進 ススム Susumu
    孝之 タカユキ Takayuki 博之 ヒロユキ Hiroyuki 幸一 コウイチ Koichi 純一 ジュンイチ Junichi 恭平 キョウヘイ Kyohei
    竜也 リュウヤ Ryuya 海斗 カイト Kaito 航 ワタル Wataru 駿 シュン Shun 匠 タクミ Takumi
    敬 タカシ Takashi 昭 アキラ Akira 武 タケシ Takeshi 稔 ミノル Minoru 信行 ノブユキ Nobuyuki
    義明 ヨシアキ Yoshiaki 秀明 ヒデアキ Hideaki 光司 コウジ Koji 将太 ショウタ Shota 晃 アキラ Akira
    勇気 ユウキ Yuki 伸也 シンヤ Shinya 良太 リョウタ Ryota 貴志 タカシ Takashi 俊介 シュンスケ Shunsuke
    賢 ケン Ken 隼人 ハヤト Hayato 優太 ユウタ Yuta 司 ツカサ Tsukasa 徹 トオル Toru
    花子 ハナコ Hanako 美咲 ミサキ Misaki 陽子 ヨウコ Yoko 香織 カオリ Kaori 葵 アオイ Aoi
    結衣 ユイ Yui 恵子 ケイコ Keiko 由美子 ユミコ Yumiko 真由美 マユミ Mayumi 直子 ナオコ Naoko
    久美子 クミコ Kumiko 智子 トモコ Tomoko 裕子 ユウコ Yuko 明美 アケミ Akemi 幸子 サチコ Sachiko
    京子 キョウコ Kyoko 典子 ノリコ Noriko 愛 アイ Ai 彩 アヤ Aya 麻衣 マイ Mai
    千尋 チヒロ Chihiro 沙織 サオリ Saori 優子 ユウコ Yuko 友美 トモミ Tomomi 理恵 リエ Rie
    美穂 ミホ Miho 綾子 アヤコ Ayako 奈緒 ナオ Nao 早紀 サキ Saki 桜 サクラ Sakura
    凛 リン Rin 陽菜 ヒナ Hina 結菜 ユイナ Yuina 莉子 リコ Riko 杏 アン An
    楓 カエデ Kaede 七海 ナナミ Nanami 遥 ハルカ Haruka 舞 マイ Mai 茜 アカネ Akane
    千夏 チナツ Chinatsu 美紀 ミキ Miki 恵美 エミ Emi 純子 ジュンコ Junko 洋子 ヨウコ Yoko
    文子 フミコ Fumiko 弘美 ヒロミ Hiromi 静香 シズカ Shizuka 真紀 マキ Maki 里奈 リナ Rina
    瞳 ヒトミ Hitomi 梓 アズサ Azusa 志保 シホ Shiho 詩織 シオリ Shiori 琴音 コトネ Kotone
    佳奈 カナ Kana 亜美 アミ Ami 絵里 エリ Eri 紗希 サキ Saki 瑞希 ミズキ Mizuki
    光 ヒカル Hikaru 薫 カオル Kaoru 歩 アユム Ayumu 忍 シノブ Shinobu 渚 ナギサ Nagisa
";
