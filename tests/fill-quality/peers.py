"""OpenCV's xphoto SHIFTMAP: picture, mask (white = to be filled), result."""

import sys

import cv2

picture, mask, result = sys.argv[1:]
source = cv2.cvtColor(cv2.imread(picture), cv2.COLOR_BGR2Lab)
filled = source.copy()
# Here 0 is what is to be filled.
cv2.xphoto.inpaint(source, 255 - cv2.imread(mask, cv2.IMREAD_GRAYSCALE), filled, cv2.xphoto.INPAINT_SHIFTMAP)
cv2.imwrite(result, cv2.cvtColor(filled, cv2.COLOR_Lab2BGR))
