package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.target.spi.UserCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of {@code --classpath}, each taken from there first, so that a cache runs with its
 * own libraries whatever the tool itself uses; only {@code java.*} and the package of {@link
 * UserCache} are always the tool's.
 */
public final class UserClasses implements AutoCloseable {

  private static final String OURS = UserCache.class.getPackageName() + ".";

  private final List<Path> classPath;
  private final ChildFirst loader;

  /** Opens a class path of jar files and folders; may be empty. */
  public UserClasses(List<Path> classPath) {
    this.classPath = List.copyOf(classPath);
    URL[] urls = classPath.stream().map(UserClasses::url).toArray(URL[]::new);
    this.loader = new ChildFirst(urls, UserClasses.class.getClassLoader());
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("path must be a file, but was " + path, e);
    }
  }

  /**
   * Checks that a class can be a target, without running any of its code.
   *
   * @throws UserCacheException if it cannot
   */
  public void check(String name) {
    constructor(name);
  }

  /**
   * Makes an instance.
   *
   * @throws UserCacheException if the class cannot be a target or its constructor fails
   */
  UserCache create(String name) {
    Constructor<?> constructor = constructor(name);
    try {
      return (UserCache) constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw failed(name, "its constructor", e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw failed(name, "its constructor", e);
    }
  }

  static UserCacheException failed(String name, String what, @Nullable Throwable cause) {
    UserCacheException failure =
        new UserCacheException(
            "the class " + name + " failed in " + what + ": " + cause,
            "its stack trace is at the end of cachebench.log");
    failure.initCause(cause);
    return failure;
  }

  private Constructor<?> constructor(String name) {
    Class<?> type = load(name);
    if (!UserCache.class.isAssignableFrom(type)) {
      throw new UserCacheException(
          "the class " + name + " does not implement " + UserCache.class.getSimpleName(),
          "let it implement " + UserCache.class.getName());
    }
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw new UserCacheException(
          "the class " + name + " is " + (type.isInterface() ? "an interface" : "not usable"),
          "make it a public class that is not abstract");
    }
    try {
      return type.getConstructor();
    } catch (LinkageError e) {
      throw unloadable(name, e);
    } catch (NoSuchMethodException e) {
      throw new UserCacheException(
          "the class " + name + " has no public constructor without arguments",
          "add one; settings come with open(CacheContext)");
    }
  }

  private Class<?> load(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new UserCacheException("there is no class " + name + where(), hint());
    } catch (LinkageError e) {
      throw unloadable(name, e);
    }
  }

  private static UserCacheException unloadable(String name, LinkageError error) {
    return new UserCacheException(
        "the class " + name + " cannot be loaded: " + error,
        error instanceof UnsupportedClassVersionError
            ? "compile it with --release 17, or run the tool on the newer Java"
            : "add what it needs to --classpath");
  }

  private String where() {
    List<String> entries = classPath.stream().map(Path::toString).toList();
    return entries.isEmpty() ? "" : " on --classpath " + String.join(", ", entries);
  }

  private String hint() {
    return classPath.isEmpty()
        ? "name the jar that it is in with --classpath"
        : "write its full name with its package, as in com.example.MyCache";
  }

  /** Returns what loads the classes, for threads that run them and for drivers among them. */
  public ClassLoader loader() {
    return loader;
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a file of --classpath cannot be closed", e);
    }
  }

  /** Looks at its own entries before it asks its parent. */
  private static final class ChildFirst extends URLClassLoader {

    static {
      registerAsParallelCapable();
    }

    ChildFirst(URL[] entries, ClassLoader parent) {
      super("classpath", entries, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("java.") || name.startsWith(OURS)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : ownOrParents(name, resolve);
      }
    }

    private Class<?> ownOrParents(String name, boolean resolve) throws ClassNotFoundException {
      try {
        return findClass(name);
      } catch (ClassNotFoundException e) {
        return super.loadClass(name, resolve);
      }
    }

    @Override
    public @Nullable URL getResource(String name) {
      URL own = findResource(name);
      return own != null ? own : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
      Collections.list(getParent().getResources(name)).stream()
          .filter(url -> !all.contains(url))
          .forEach(all::add);
      return Collections.enumeration(all);
    }
  }
}
