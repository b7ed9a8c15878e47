package kierkegrad.formats.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kierkegrad.formats.DataException;
import kierkegrad.nn.Box;
import kierkegrad.nn.Buffer;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.nn.Parameter;
import kierkegrad.random.Generator;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Layers as JSON and back. A layer is a record, so its type and its components say all; of
/// parameters and buffers only the shapes, for their numbers stand elsewhere.
///
/// ```json
/// {"type": "nn.Linear", "weight": {"parameter": [3, 4]}, "bias": {"parameter": [3]}}
/// ```
///
/// A layer of the user's own is named in full, and must be a public record.
final class Architecture {
  private static final String LIBRARY = "kierkegrad.";

  private Architecture() {}

  // ---- to JSON

  static ObjectNode json(Layer layer) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    String type = layer.getClass().getName();
    node.put("type", type.startsWith(LIBRARY) ? type.substring(LIBRARY.length()) : type);
    return components(node, layer);
  }

  private static ObjectNode components(ObjectNode node, Object owner) {
    if (!(owner instanceof Record) || !isPublic(owner.getClass())) {
      throw unknown(owner);
    }
    for (RecordComponent component : owner.getClass().getRecordComponents()) {
      put(node, component.getName(), read(owner, component));
    }
    return node;
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> around = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers())
        && !type.isLocalClass()
        && (around == null || isPublic(around));
  }

  /// What is absent, or begins anew in every run, is left out.
  private static void put(ObjectNode node, String name, Object value) {
    switch (value) {
      case Optional<?> optional -> optional.ifPresent(present -> put(node, name, present));
      case Mode _, Generator _ -> {}
      default -> node.set(name, json(value));
    }
  }

  private static JsonNode json(Object value) {
    JsonMapper json = JsonMapper.shared();
    return switch (value) {
      case Layer layer -> json(layer);
      case Box box -> json(box);
      case Shape shape -> json(shape);
      case Integer _, Long _, Double _, Boolean _, String _ -> json.valueToTree(value);
      case Enum<?> constant -> json.valueToTree(constant.name());
      case List<?> list -> {
        ArrayNode array = json.createArrayNode();
        list.forEach(element -> array.add(json(element)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = json.createObjectNode();
        map.forEach((key, element) -> object.set(String.valueOf(key), json(element)));
        yield object;
      }
      default -> components(json.createObjectNode(), value);
    };
  }

  private static ObjectNode json(Box box) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    Tensor value = box.value();
    node.set(box instanceof Parameter ? "parameter" : "buffer", json(value.shape()));
    if (!value.dtype().isFloating()) {
      node.put("dtype", value.dtype().name());
    }
    if (box instanceof Parameter parameter && parameter.isFrozen()) {
      node.put("frozen", true);
    }
    return node;
  }

  private static ArrayNode json(Shape shape) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    Arrays.stream(shape.toArray()).forEach(array::add);
    return array;
  }

  private static Object read(Object owner, RecordComponent component) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw unknown(owner, e);
    }
  }

  private static DataException unknown(Object value, Throwable... causes) {
    String message =
        "a layer with %s cannot be saved in a model file; make it a public record of layers, parameters and numbers, or save its state alone as safetensors"
            .formatted(value.getClass().getName());
    return causes.length == 0 ? new DataException(message) : new DataException(message, causes[0]);
  }

  // ---- from JSON

  /// The layer, with zeros for weights.
  ///
  /// @throws RuntimeException of Jackson or of a layer if the JSON describes none
  static Layer layer(JsonNode node) {
    String type = node.required("type").asString();
    return (Layer) make(layerClass(type), node);
  }

  /// Nothing of a class runs before it has shown to be a layer.
  private static Class<?> layerClass(String type) {
    for (String name : List.of(LIBRARY + type, type)) {
      try {
        Class<?> found = Class.forName(name, false, Architecture.class.getClassLoader());
        if (Layer.class.isAssignableFrom(found) && found.isRecord()) {
          return found;
        }
      } catch (ClassNotFoundException _) {
        // Then it is the other one.
      }
    }
    throw new IllegalArgumentException("it has a layer of unknown type " + type);
  }

  private static Object make(Class<?> type, JsonNode node) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = component(components[i].getGenericType(), node, components[i].getName());
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getTargetException().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + " cannot be made", e);
    }
  }

  private static Object component(Type type, JsonNode node, String name) {
    if (type == Mode.class) {
      return new Mode();
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
      return node.has(name)
          ? Optional.of(value(generic.getActualTypeArguments()[0], node.required(name)))
          : Optional.empty();
    }
    return value(type, node.required(name));
  }

  private static Object value(Type type, JsonNode node) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? node.asArray().valueStream().map(element -> value(arguments[0], element)).toList()
          : map(arguments[1], node);
    }
    if (!(type instanceof Class<?> raw)) {
      throw new IllegalArgumentException("it has a part of unknown type " + type);
    }
    if (raw == int.class || raw == Integer.class) {
      return node.asInt();
    }
    if (raw == long.class || raw == Long.class) {
      return node.asLong();
    }
    if (raw == double.class || raw == Double.class) {
      return node.asDouble();
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return node.asBoolean();
    }
    if (raw == String.class) {
      return node.asString();
    }
    return raw == Shape.class ? shape(node) : object(raw, node);
  }

  private static Object object(Class<?> type, JsonNode node) {
    if (type == Parameter.class) {
      Parameter parameter = new Parameter(zeros(node, "parameter"));
      if (node.path("frozen").asBoolean(false)) {
        parameter.freeze();
      }
      return parameter;
    }
    if (type == Buffer.class) {
      return new Buffer(zeros(node, "buffer"));
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> ((Enum<?>) constant).name().equals(node.asString()))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException(node.asString() + " is no " + type.getName()));
    }
    if (Layer.class.isAssignableFrom(type)) {
      return layer(node);
    }
    if (type.isRecord()) {
      return make(type, node);
    }
    throw new IllegalArgumentException("it has a part of unknown type " + type.getName());
  }

  private static Tensor zeros(JsonNode node, String field) {
    DType type = node.has("dtype") ? DType.valueOf(node.required("dtype").asString()) : DType.F32;
    return Tensor.zeros(type, shape(node.required(field)));
  }

  private static Map<String, Object> map(Type type, JsonNode node) {
    Map<String, Object> map = new LinkedHashMap<>();
    node.propertyStream().forEach(field -> map.put(field.getKey(), value(type, field.getValue())));
    return map;
  }

  private static Shape shape(JsonNode node) {
    return Shape.of(node.asArray().valueStream().mapToInt(JsonNode::asInt).toArray());
  }
}
