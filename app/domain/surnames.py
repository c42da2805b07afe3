"""Surnames: those of two characters, and those read otherwise than the character usually is."""

COMPOUND_SURNAMES: dict[str, tuple[str, str]] = {
    surname: (first, second)
    for surname, first, second in (
        line.split()
        for line in """
        欧阳 ou yang|太史 tai shi|端木 duan mu|上官 shang guan|司马 si ma|东方 dong fang|独孤 du gu|南宫 nan gong
        万俟 mo qi|闻人 wen ren|夏侯 xia hou|诸葛 zhu ge|尉迟 yu chi|公羊 gong yang|赫连 he lian|澹台 tan tai
        皇甫 huang fu|宗政 zong zheng|濮阳 pu yang|公冶 gong ye|太叔 tai shu|申屠 shen tu|公孙 gong sun
        慕容 mu rong|仲孙 zhong sun|钟离 zhong li|长孙 zhang sun|宇文 yu wen|司徒 si tu|鲜于 xian yu
        司空 si kong|闾丘 lv qiu|子车 zi ju|亓官 qi guan|司寇 si kou|巫马 wu ma|公西 gong xi|颛孙 zhuan sun
        壤驷 rang si|公良 gong liang|漆雕 qi diao|乐正 yue zheng|宰父 zai fu|谷梁 gu liang|拓跋 tuo ba
        夹谷 jia gu|轩辕 xuan yuan|令狐 ling hu|段干 duan gan|百里 bai li|呼延 hu yan|东郭 dong guo
        南门 nan men|羊舌 yang she|微生 wei sheng|公户 gong hu|公玉 gong yu|梁丘 liang qiu|左丘 zuo qiu
        东门 dong men|西门 xi men|第五 di wu|公仪 gong yi|公乘 gong sheng|贯丘 guan qiu|纳兰 na lan
        那拉 na la|叶赫 ye he|完颜 wan yan|耶律 ye lv|爱新 ai xin|单于 chan yu|可频 ke pin|北宫 bei gong
        淳于 chun yu|哥舒 ge shu|贺兰 he lan|贺若 he ruo|秃发 tu fa|宿勤 su qin|库狄 she di|吐谷 tu yu
        歐陽 ou yang|司馬 si ma|諸葛 zhu ge|尉遲 yu chi|東方 dong fang|長孫 zhang sun|萬俟 mo qi
        """.replace("\n", "|").split("|")
        if line.strip()
    )
}

# Surnames whose reading differs from the character's usual first reading.
SURNAME_READINGS: dict[str, str] = {
    pair[0]: pair[1:]
    for pair in """
    单shan 單shan 曾zeng 仇qiu 解xie 区ou 區ou 查zha 朴piao 盖ge 蓋ge 任ren 华hua 翟zhai 尉wei 乐yue 樂yue 缪miao
    繆miao 覃qin 谌chen 諶chen 冼xian 洗xian 员yun 員yun 贠yun 隗wei 佴nai 黑he 秘bi 祕bi 折she 种chong 卜bu
    逄pang 逢pang 召shao 葛ge 那na 宿su 牟mu 能nai 车che 車che 柏bai 晁chao 沈shen 石shi 祭zhai 纪ji 紀ji
    哈ha 句gou 勾gou 燕yan 芮rui 阚kan 闞kan 蒲pu 戚qi 瞿qu 撒sa 莘shen 眭sui 郇xun 郗xi 郄qie 郝hao
    幺yao 么yao 要yao 应ying 應ying 於yu 于yu 余yu 俞yu 乜nie 呙guo 麻ma 缑gou 干gan 盛sheng 石shi
    卡qia 不fou 粘nian 耿geng 筰zuo 笪da 妫gui 亓qi 芈mi 昝zan 钭tou 訾zi 俎zu 夔kui 蔺lin 厍she 库ku 鄂e
    殷yin 宓mi 褚chu 长zhang 長zhang 重chong 洪hong 叶ye 葉ye 谷gu 贾jia 賈jia 宁ning 寧ning 广guang 适kuo
    肖xiao 萧xiao 蕭xiao 尹yin 尧yao 万wan 萬wan 都du 行xing 繁po 酂cuo 鄯shan 菅jian 朝chao 藏zang 臧zang
    盛sheng 相xiang 冯feng 馮feng 曲qu 薄bo 便bian 费fei 費fei 阙que 闕que 阿a 艾ai 敖ao 柴chai 秦qin 诸zhu
    庞pang 龐pang 强qiang 佟tong 夏xia 厦xia 庹tuo 占zhan 郑zheng 六lu 陆lu 陸lu 吾wu 吴wu 台tai 邰tai 大da
    拓tuo 娄lou 婁lou 吕lv 呂lv 钻zuan 弗fu 什shi 甯ning 仉zhang 丌qi 沃wo 扈hu 隽juan 雋juan 夹jia 斜xie
    谭tan 譚tan 镡tan 潭tan 寻xun 玄xuan 禤xuan 戴dai 亢kang 伍wu 俱ju 降jiang 信xin 奇qi 圈juan 塔ta 尺chi
    巷xiang 正zheng 母mu 毋wu 泌bi 浒hu 炅gui 畜chu 番pan 蕃pan 盘pan 蓝lan 邓deng 侬nong 岑cen 农nong 凤feng
    逯lu 禄lu 过guo 過guo 鲍bao 褟ta 邝kuang 植zhi 莫mo 骆luo 骀tai 厉li 尤you 屈qu 冉ran 芦lu 璩qu
    """.split()
}
