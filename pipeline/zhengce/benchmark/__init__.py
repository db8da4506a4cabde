"""`zhengce benchmark`: how fast each stage and the whole are, as ratios to plain `jieba.cut` on the same text in the same run.

Absolute times on a shared machine mean nothing, so jieba cuts every document right after the pipeline has read it, and both are
timed. Each part is measured in a fresh process, so that one part's memory is not another's.
"""
