package org.cloudmarket.frame.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What an address answers to and with, as its resources say. */
@Singleton
public final class Addresses {

  private record Operation(Pattern path, String method, List<String> types, Method resource) {}

  /** The methods of what can only be read. */
  public static final SortedSet<String> READING =
      Collections.unmodifiableSortedSet(new TreeSet<>(List.of("GET", "HEAD", "OPTIONS")));

  private final List<Operation> operations = new ArrayList<>();

  @Inject
  Addresses(BeanManager beans) {
    this(
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .<Class<?>>map(Bean::getBeanClass)
            .filter(type -> type.isAnnotationPresent(Path.class))
            .toList());
  }

  Addresses(Collection<Class<?>> resources) {
    for (Class<?> resource : resources) {
      for (Method method : resource.getDeclaredMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (http != null) {
            operations.add(
                new Operation(
                    pattern(resource, method), http.value(), types(resource, method), method));
          }
        }
      }
    }
  }

  private static List<String> types(Class<?> resource, Method method) {
    Produces produces =
        method.isAnnotationPresent(Produces.class)
            ? method.getAnnotation(Produces.class)
            : resource.getAnnotation(Produces.class);
    return produces == null
        ? List.of()
        : Arrays.stream(produces.value()).map(type -> type.replaceFirst(";.*", "")).toList();
  }

  private static Pattern pattern(Class<?> resource, Method method) {
    String path = resource.getAnnotation(Path.class).value();
    if (method.isAnnotationPresent(Path.class)) {
      path += "/" + method.getAnnotation(Path.class).value();
    }
    String[] segments = ("/" + path).replaceAll("/+", "/").split("/", -1);
    List<String> each = new ArrayList<>();
    for (String segment : segments) {
      each.add(segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment));
    }
    return Pattern.compile(String.join("/", each) + "/?");
  }

  /**
   * The methods, sorted: where there is GET, there is HEAD, and everywhere OPTIONS. Empty where
   * there is nothing.
   *
   * @param path with a slash in front
   */
  SortedSet<String> methods(String path) {
    SortedSet<String> methods = new TreeSet<>();
    for (Operation operation : operations) {
      if (operation.path.matcher(path).matches()) {
        methods.add(operation.method);
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return methods;
  }

  /** The methods that any address here answers to, sorted. */
  SortedSet<String> methods() {
    SortedSet<String> methods = new TreeSet<>(READING);
    operations.forEach(operation -> methods.add(operation.method));
    return methods;
  }

  /**
   * What the operation at an address is marked with; empty where it is not, or where there is none.
   *
   * @param path with a slash in front
   */
  public <A extends Annotation> Optional<A> said(Class<A> mark, String path, String method) {
    return operations.stream()
        .filter(each -> each.method.equals(method) && each.path.matcher(path).matches())
        .map(each -> each.resource.getAnnotation(mark))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * The media types in which it answers, sorted.
   *
   * @param path with a slash in front
   * @param method as GET for HEAD
   */
  SortedSet<String> types(String path, String method) {
    SortedSet<String> types = new TreeSet<>();
    for (Operation operation : operations) {
      if (operation.method.equals(method.equals("HEAD") ? "GET" : method)
          && operation.path.matcher(path).matches()) {
        types.addAll(operation.types);
      }
    }
    return types;
  }
}
