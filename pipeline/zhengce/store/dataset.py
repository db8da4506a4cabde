"""placeholder"""
def connect(path): raise NotImplementedError
