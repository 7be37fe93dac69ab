"""Weights of the network -> one ONNX file whose weights are whole numbers of eight bits.

The graph takes the pieces of one window (`ids`, int64, T) and gives for each piece a score and a weight per
output (`scores`, `weights`: float32, T x outputs). Every matrix has a scale per column; what it is multiplied
with gets a scale per piece at run time, so that a note reads the same in any company.
"""

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HEADS = 12
LARGEST = 63  # not 127: older processors add pairs of products in 16 bits, which then cannot overflow
OPSET = 20


class Graph:
    """Nodes and constants under construction; each step gives the name of its result."""

    def __init__(self):
        self.nodes, self.constants = [], []
        self.constant("last", np.array([1], np.int64))
        self.constant("largest", np.array(127, np.float32))
        self.constant("middle", np.array(128, np.float32))
        self.constant("zero", np.array(128, np.uint8))

    def constant(self, name: str, value: np.ndarray) -> str:
        """Keep an array under `name`."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, outputs: int = 1, **attributes) -> str | list[str]:
        """Add an operation; the names of its results."""
        names = [f"{kind}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names if outputs > 1 else names[0]

    def rows(self, name: str, table: np.ndarray, ids: str) -> str:
        """Rows of a table of eight-bit numbers with a scale per row."""
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        whole = self.constant(f"{name}.whole", np.round(table / scale).astype(np.int8))
        scales = self.constant(f"{name}.scale", scale.astype(np.float32))
        taken = self.node("Cast", self.node("Gather", whole, ids), to=TensorProto.FLOAT)
        return self.node("Mul", taken, self.node("Gather", scales, ids))

    def linear(self, name: str, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """`x @ weight + bias` in whole numbers; `weight` is inputs x outputs. Scales per row and column."""
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / LARGEST
        whole = self.constant(f"{name}.whole", np.round(weight / scale).astype(np.int8))
        rows = self.node("Div", self.node("ReduceMax", self.node("Abs", x), "last", keepdims=1), "largest")
        shifted = self.node("Add", self.node("Round", self.node("Div", x, rows)), "middle")
        x_whole = self.node("Cast", shifted, to=TensorProto.UINT8)
        product = self.node("MatMulInteger", x_whole, whole, "zero")
        product = self.node("Mul", self.node("Cast", product, to=TensorProto.FLOAT), rows)
        product = self.node("Mul", product, self.constant(f"{name}.scale", scale.astype(np.float32)))
        return self.node("Add", product, self.constant(f"{name}.bias", bias.astype(np.float32)))

    def norm(self, name: str, x: str, weights: Mapping[str, np.ndarray]) -> str:
        """Layer normalisation."""
        scale = self.constant(f"{name}.weight", weights[f"{name}.weight"])
        shift = self.constant(f"{name}.bias", weights[f"{name}.bias"])
        return self.node("LayerNormalization", x, scale, shift, axis=-1, epsilon=1e-12)


def network(weights: Mapping[str, np.ndarray], layers: int = 6) -> bytes:
    """The ONNX file of a network with these weights, named as in `encoder.Encoder` (outputs x inputs)."""
    graph = Graph()
    zero, one = (graph.constant(f"number{i}", np.array(i, np.int64)) for i in (0, 1))
    length = graph.node("Squeeze", graph.node("Shape", "ids"))
    places = graph.node("Range", zero, length, one)
    x = graph.node(
        "Add",
        graph.rows("words", weights["words.weight"], "ids"),
        graph.rows("places", weights["places.weight"], places),
    )
    x = graph.norm("norm", x, weights)
    width = weights["words.weight"].shape[1]
    split = graph.constant("split", np.array([-1, 3, HEADS, width // HEADS], np.int64))
    joined = graph.constant("joined", np.array([-1, width], np.int64))
    root = graph.constant("root", np.array((width // HEADS) ** -0.5, np.float32))
    for i in range(layers):
        x = _layer(graph, f"layers.{i}", x, weights, (split, joined, root))
    head = graph.constant("head.weight", weights["head.weight"].T)
    head = graph.node("Add", graph.node("MatMul", x, head), graph.constant("head.bias", weights["head.bias"]))
    count = len(weights["head.bias"]) // 2
    halves = graph.constant("halves", np.array([count, count], np.int64))
    graph.nodes.append(helper.make_node("Split", [head, halves], ["scores", "weights"], axis=1))
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["T", count]) for name in ("scores", "weights")
    ]
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["T"])
    made = helper.make_model(
        helper.make_graph(graph.nodes, "reader", [ids], outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=10,
    )
    onnx.checker.check_model(made)
    return made.SerializeToString(deterministic=True)


def _layer(graph: Graph, name: str, x: str, weights: Mapping[str, np.ndarray], constants) -> str:
    split, joined, root = constants

    def linear(part, x):
        return graph.linear(
            f"{name}.{part}", x, weights[f"{name}.{part}.weight"].T, weights[f"{name}.{part}.bias"]
        )

    three = graph.node("Transpose", graph.node("Reshape", linear("qkv", x), split), perm=[1, 2, 0, 3])
    query, key, value = graph.node("Split", three, outputs=3, axis=0, num_outputs=3)
    key = graph.node("Transpose", graph.node("Mul", key, root), perm=[0, 1, 3, 2])
    seen = graph.node("Softmax", graph.node("MatMul", query, key), axis=-1)
    mixed = graph.node("Transpose", graph.node("MatMul", seen, value), perm=[0, 2, 1, 3])
    mixed = linear("out", graph.node("Reshape", mixed, joined))
    x = graph.norm(f"{name}.norm1", graph.node("Add", x, mixed), weights)
    wide = graph.node("Gelu", linear("up", x))
    return graph.norm(f"{name}.norm2", graph.node("Add", x, linear("down", wide)), weights)
