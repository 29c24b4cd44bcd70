package io.github.campusotp.fake;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A page as the browser gets it: its template, and what the template is told. */
public final class FakePage extends Response {
  private final Status status;
  private final String template;
  private final Map<String, Object> attributes;
  private final List<String> errors;

  FakePage(Status status, String template, Map<String, Object> attributes, List<String> errors) {
    this.status = status;
    this.template = template;
    this.attributes = attributes;
    this.errors = errors;
  }

  public String template() {
    return template;
  }

  /** What the template is told under this name, or null. */
  public Object attribute(String name) {
    return attributes.get(name);
  }

  /** Message keys, with the field and a colon before those that belong to a field. */
  public List<String> errors() {
    return errors;
  }

  @Override
  public int getStatus() {
    return status.getStatusCode();
  }

  @Override
  public StatusType getStatusInfo() {
    return status;
  }

  @Override
  public Object getEntity() {
    return template;
  }

  @Override
  public boolean hasEntity() {
    return true;
  }

  @Override
  public void close() {}

  @Override
  public <T> T readEntity(Class<T> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T readEntity(GenericType<T> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T readEntity(Class<T> type, Annotation[] annotations) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T readEntity(GenericType<T> type, Annotation[] annotations) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean bufferEntity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MediaType getMediaType() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Locale getLanguage() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getLength() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<String> getAllowedMethods() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, NewCookie> getCookies() {
    throw new UnsupportedOperationException();
  }

  @Override
  public EntityTag getEntityTag() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Date getDate() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Date getLastModified() {
    throw new UnsupportedOperationException();
  }

  @Override
  public URI getLocation() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<Link> getLinks() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasLink(String relation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Link getLink(String relation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Link.Builder getLinkBuilder(String relation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MultivaluedMap<String, Object> getMetadata() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MultivaluedMap<String, String> getStringHeaders() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getHeaderString(String name) {
    throw new UnsupportedOperationException();
  }
}
