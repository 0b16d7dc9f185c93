"""PP-OCR's two networks, rebuilt where the same sum takes less, and run by OpenVINO.

Imported only by who reads: OpenVINO takes half a second to load.
"""

import sys
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

# Importing OpenVINO reports the import to its makers. Nothing leaves this machine.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]  # blocks it

from openvino import Core, Model, Node  # noqa: E402 - after the line above
from openvino import opset13 as op  # noqa: E402

# The precision is OpenVINO's own choice: bfloat16 on processors that have instructions for it,
# which takes half the time and reads as well, and 32 bits on others. Scores differ between the
# two in the third decimal.
ONE_THREAD = {
    "INFERENCE_NUM_THREADS": 1,  # cards are read in parallel, not lines
    "NUM_STREAMS": 1,
    "ENABLE_CPU_PINNING": False,  # it would hold all workers to one and the same core
}
BLANK = 0  # the class of CTC that is no character
# What a blank weighs from which no character outweighs it. In 2,000 rows of drawn cards the
# heaviest blank that lost had 25.5; two of five steps weigh more than this.
SURELY_BLANK = 27.0
STEPS = 64  # weighed at once; more no longer fit near the processor
STEPS_GRID = 16  # for every number of steps that it has seen OpenVINO keeps memory

Network = Callable[[NDArray[np.float32]], Any]
Planes = NDArray[np.float32]  # 3 × height × width, -1 to 1
Told = tuple[NDArray[np.int64], NDArray[np.float32]]  # class and score of each step


def detector(path: Path) -> Network:
    """Load the network that tells where lines are: of a batch of planes, heat of their size."""
    model = _read(path)
    _join_gates(model)
    _part_concatenations(model)
    return _compiled(_of_one(Model([op.result(_heat(model))], model.get_parameters())))


class Recognizer:
    """Tells which character stands at each step along rows.

    Weighing 18,000 characters takes long because their weights have to be fetched. So the steps
    of many rows are weighed together, and those left out at which surely none stands.
    """

    def __init__(self, path: Path) -> None:
        model = _read(path)
        self.characters = model.get_rt_info(["framework", "character"]).astype(str).splitlines()
        total = _of_type(model, "Softmax")[-1].input_value(0).get_node()
        product, bias = (value.get_node() for value in total.input_values())
        features, weights = product.input_values()
        self._features = _compiled(_of_one(Model([op.result(features)], model.get_parameters())))
        self._of_blank = weights.get_node().data[:, BLANK].copy(), bias.data[BLANK]
        steps = op.parameter([-1, len(self._of_blank[0])], np.float32)
        weighed = op.add(op.matmul(steps, weights, False, False), bias)  # noqa: FBT003
        self._weigh = _compiled(Model([op.result(weighed)], [steps]))

    def __call__(self, rows: Sequence[Planes]) -> list[Told]:
        """Tell the class of each step of each row, and its score; a blank has the score 1."""
        # For another width than the last one the network is laid out anew: a quarter of a row.
        by_width = sorted(range(len(rows)), key=lambda at: rows[at].shape[2])
        read = {at: self._features(rows[at][None])[0][0].copy() for at in by_width}
        features = [read[at] for at in range(len(rows))]
        best, score = self._told(np.concatenate(features))
        ends = np.cumsum([len(steps) for steps in features])[:-1]
        return list(zip(np.split(best, ends), np.split(score, ends), strict=True))

    def _told(self, steps: NDArray[np.float32]) -> Told:
        best, score = np.full(len(steps), BLANK), np.ones(len(steps), np.float32)
        of_blank, bias = self._of_blank
        unsure = np.flatnonzero(steps @ of_blank + bias < SURELY_BLANK)
        for begin in range(0, len(unsure), STEPS):
            some = unsure[begin : begin + STEPS]
            weights = self._weigh(np.pad(steps[some], ((0, -len(some) % STEPS_GRID), (0, 0))))[0]
            best[some] = weights[: len(some)].argmax(axis=1)
            for step, all_weights in zip(some, weights, strict=False):
                if best[step] != BLANK:  # softmax, of this class alone, at half of NumPy's time
                    odds = cv2.exp(all_weights - all_weights[best[step]])
                    score[step] = 1 / cv2.sumElems(odds)[0]
        return best, score


@cache
def core() -> Core:
    """Return OpenVINO's core, one for the life of the process.

    Each new one swaps the stack on which the main thread handles signals, and puts back, when it
    goes, one that may be gone before it: then Ctrl-C ends in a crash.
    """
    return Core()


def _read(path: Path) -> Model:
    """Read a model, without its operations that do nothing."""
    model = core().read_model(str(path))
    for identity in _of_type(model, "Identity"):
        _replace(identity, identity.input_value(0))
    return model


def _of_one(model: Model) -> Model:
    """Let a network take one picture at a time: then less of it waits for the shape of each."""
    shape = model.input(0).partial_shape
    shape[0] = 1
    model.reshape(shape)
    return model


def _compiled(model: Model) -> Network:
    # What a network says is used up before it is asked again, so nothing has to be copied.
    return partial(core().compile_model(model, "CPU", ONE_THREAD), share_outputs=True)


def _join_gates(model: Model) -> None:
    """Make x + x·gate of x·(1 + gate), which passes over the large x once instead of twice."""
    for gate in _of_type(model, "HardSigmoid"):
        (product,) = _users(gate)
        gated = next(value for value in product.input_values() if value.get_node() != gate)
        for total in _users(product):
            if total.get_type_name() == "Add" and gated in total.input_values():
                _replace(total, op.multiply(gated, op.add(gate, np.float32(1))).output(0))


def _part_concatenations(model: Model) -> None:
    """Make the convolution of planes laid together a sum of convolutions, without laying them."""
    for together in _of_type(model, "Concat"):
        for user in _users(together):
            if user.get_type_name() == "Convolution":
                _replace(user, _sum_of_convolutions(user, together.input_values()))


def _sum_of_convolutions(whole: Node, sources: list[Any]) -> Any:
    told = whole.get_attributes()
    shape = told["strides"], told["pads_begin"], told["pads_end"], told["dilations"]
    weights = op.split(whole.input_value(1), 1, len(sources)).outputs()  # all are of one size
    total, *others = (op.convolution(*pair, *shape) for pair in zip(sources, weights, strict=True))
    for other in others:
        total = op.add(total, other)
    return total.output(0)


def _heat(model: Model) -> Node:
    """Return the end of the detector, which doubles the sides twice, at the size before them.

    A transposed convolution makes four pixels of each one, each by weights of its own: they are
    computed as planes of their own, and become pixels in the last step.
    """
    first, second = _of_type(model, "ConvolutionBackpropData")
    ((first_bias,), (second_bias,)) = _users(first), _users(second)
    bias = np.tile(_data(first_bias), (1, 4, 1, 1))
    once = _pointwise(first.input_value(0), _by_corner(_data(first)), bias)
    corners = np.kron(np.eye(4, dtype=np.float32), _by_corner(_data(second)))
    by_row = corners.reshape(2, 2, 2, 2, -1).transpose(0, 2, 1, 3, 4).reshape(16, -1)
    twice = _pointwise(op.relu(once), by_row, _data(second_bias))
    return op.depth_to_space(op.sigmoid(twice), "blocks_first", 4)


def _by_corner(upsampling: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn weights in × out × 2 × 2 into weights (corner, out) × in."""
    return upsampling.transpose(2, 3, 1, 0).reshape(-1, len(upsampling))


def _pointwise(planes: Any, weights: NDArray[np.float32], bias: NDArray[np.float32]) -> Node:
    kernels = np.ascontiguousarray(weights[:, :, None, None])
    return op.add(op.convolution(planes, kernels, [1, 1], [0, 0], [0, 0], [1, 1]), bias)


def _data(node: Node) -> NDArray[np.float32]:
    """Return the numbers that a node works with, its second input."""
    numbers: NDArray[np.float32] = node.input_value(1).get_node().data
    return numbers


def _of_type(model: Model, name: str) -> list[Node]:
    return [node for node in model.get_ordered_ops() if node.get_type_name() == name]


def _users(node: Node) -> list[Node]:
    return [use.get_node() for use in node.output(0).get_target_inputs()]


def _replace(node: Node, value: Any) -> None:
    for use in node.output(0).get_target_inputs():
        use.replace_source_output(value)
