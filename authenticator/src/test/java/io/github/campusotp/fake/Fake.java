package io.github.campusotp.fake;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Objects of Keycloak's large interfaces, of which a test needs a few methods. */
public final class Fake {
  /** Looking for a method takes longer than calling it. */
  private static final Map<Class<?>, Map<Method, Optional<Method>>> FOUND =
      new ConcurrentHashMap<>();

  private Fake() {}

  /**
   * An object that equals itself alone.
   *
   * @param type the interface
   * @param methods answers every call for which it has a method of that name and those parameter
   *     types; of the other calls the interface's own default methods answer theirs, and the rest
   *     fail with the method's name
   */
  public static <T> T of(Class<T> type, Object methods) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          if (method.getDeclaringClass() == Object.class) {
            return ofObject(self, method, arguments, type);
          }
          Optional<Method> own =
              FOUND
                  .computeIfAbsent(methods.getClass(), key -> new ConcurrentHashMap<>())
                  .computeIfAbsent(method, key -> own(methods.getClass(), key));
          if (own.isPresent()) {
            return call(own.get(), methods, arguments);
          }
          if (method.isDefault()) {
            return InvocationHandler.invokeDefault(self, method, arguments);
          }
          throw new UnsupportedOperationException(method + " has no fake");
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Optional<Method> own(Class<?> type, Method wanted) {
    return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
        .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
        .filter(method -> method.getName().equals(wanted.getName()))
        .filter(method -> Arrays.equals(method.getParameterTypes(), wanted.getParameterTypes()))
        .filter(method -> !method.isBridge())
        .peek(method -> method.setAccessible(true)) // of a class that only its test sees
        .findFirst();
  }

  private static Object call(Method method, Object methods, Object[] arguments) throws Throwable {
    try {
      return method.invoke(methods, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static Object ofObject(Object self, Method method, Object[] arguments, Class<?> type) {
    return switch (method.getName()) {
      case "equals" -> self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "fake " + type.getSimpleName();
    };
  }
}
